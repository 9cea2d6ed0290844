"""The grid of the plan: what its rows, columns and cells are, and the widget that draws them."""
