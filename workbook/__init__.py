"""The annual workbook: written with openpyxl, read back with care."""
