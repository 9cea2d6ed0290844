"""The table of any form, found by its headings: where it is, what its columns are, what its rows hold."""
