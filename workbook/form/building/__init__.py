"""From the lines of a form to a plan: year, levels, numbers, weights, dates and measurement, with all doubts."""
