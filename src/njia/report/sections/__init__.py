"""The sections of the report, each written from its measures."""
