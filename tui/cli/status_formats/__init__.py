"""The forms in which a status is printed."""
