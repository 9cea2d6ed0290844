"""The review of a form before its plan is written: which column is what, and its doubts one by one."""
