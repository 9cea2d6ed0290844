"""The application without a terminal: the session of a plan, saving, and the registry of commands."""
