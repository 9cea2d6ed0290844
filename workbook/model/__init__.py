"""The workbook as data, before any library: cells, styles, layout, hidden keys."""
