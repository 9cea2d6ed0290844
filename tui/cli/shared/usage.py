"""What is raised where a command line makes no sense; the parser that raises it is loaded for verbs alone."""


class Usage(Exception):  # noqa: N818 - not a failure of the program
    """A command line that does not fit the verb; `str(usage)` is what to print."""
