"""The only place that knows Textual's private names: driver, key parsing, and sending only changed cells."""
