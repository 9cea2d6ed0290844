"""What a commit, an export and a key cost; a key is measured from outside (`ptybench`)."""
