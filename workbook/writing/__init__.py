"""From the cell model to a file: openpyxl, charts, the archive, PDF."""
