"""One plan file on disk: TinyDB behind a wall."""
