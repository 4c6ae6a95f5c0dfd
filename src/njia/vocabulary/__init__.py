"""Code lists in data: labels in five languages, definitions and counterparts in other standards."""
