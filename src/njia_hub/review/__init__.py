"""Accept, return, mark as double: what becomes of a submission."""
