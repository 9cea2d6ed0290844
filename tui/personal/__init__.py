"""What is a person's own and no part of a plan: settings, and what the program remembers for them."""
