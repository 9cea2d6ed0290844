"""The history of a plan: its records and their chain, undo, conflicts, and the pure step between two states."""
