"""What is shown in place of the grid when it is asked for: each page is a list of lines."""
