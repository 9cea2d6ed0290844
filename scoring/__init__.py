"""The plan and its arithmetic: pure, no I/O."""
