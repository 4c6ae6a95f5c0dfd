"""Code lists and headers in data: labels in five languages, definitions and counterparts in standards."""
