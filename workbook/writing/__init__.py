"""From the cell model to a file: openpyxl, charts, the archive, PDF."""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")  # read when openpyxl is imported: lxml makes it 2.4 times as slow
