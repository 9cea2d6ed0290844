"""What the keyboard means: a stack of modes, one class each; the topmost takes every key and paste."""
