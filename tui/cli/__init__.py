"""The command line: `run` finds the verb; each other module is a verb, or what several verbs share."""
