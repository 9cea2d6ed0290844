"""What a person meets: the `plan` command and the terminal application."""

__version__ = "0.1.0"
