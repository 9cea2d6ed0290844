"""A plan in the layout of the form that it was made from: that very form, its cells as the plan is by now."""
