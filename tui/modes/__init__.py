"""What the keyboard means: a stack of modes, one class each; the topmost takes keys and pastes."""
