"""Everything that a person may see or do, for programs."""
