"""What a person types, read against a plan: addresses of cells, values, and what a plan accepts."""
