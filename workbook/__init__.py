"""The annual workbook: written with openpyxl, and read back once it is checked."""
