"""A form out of whichever file it came in: a workbook (.xlsx, .ods) or text (tabs, semicolons, commas)."""
