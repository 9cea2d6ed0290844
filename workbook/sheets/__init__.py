"""The sheets of the workbook, one module each: from an export of a plan to a sheet of the cell model."""
