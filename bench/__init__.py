"""What the program costs: of a commit, of an export, and of every key, measured from outside (`ptybench`)."""
