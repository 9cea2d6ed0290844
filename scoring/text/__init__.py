"""Numbers, months, times and words as a person reads and writes them, in the plan's locale."""
