"""The year of a plan: its stage and version, its terms, closes, signatures and remarks, and what is due."""
