"""The application without a terminal: the plan's session, saving, settings, and the registry of commands."""
