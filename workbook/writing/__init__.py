"""From the cell model to a file: openpyxl, charts, the archive, PDF."""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")  # read when openpyxl is imported: the same parts with and without lxml
