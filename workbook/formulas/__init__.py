"""The rules of scoring as workbook formulas, and the hidden sheet that calculates them."""
