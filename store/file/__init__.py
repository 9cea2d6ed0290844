"""The file engine: one TinyDB file, locked, replaced as a whole and never written in place."""
