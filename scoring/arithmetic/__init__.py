"""From monthly values to scores: readings, kinds, measures, levels, roll-up, pace, and their explanation."""
