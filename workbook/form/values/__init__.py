"""What the cells of a form say: quantities, goals in words, weights, dates, programmes; each with its doubts."""
