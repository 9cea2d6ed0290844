"""From monthly values to scores: readings, measures, levels, roll-up, pace, and their explanation."""
