"""A workbook that came back: inspected, opened, and compared with the plan."""
