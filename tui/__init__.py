"""What a person uses: the `plan` command and the terminal application."""

__version__ = "0.2.0.dev0"
