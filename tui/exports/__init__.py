"""What an export needs that the workbook itself does not know: names, facts, and what may be written over."""
