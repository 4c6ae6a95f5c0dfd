"""Who signs in, with what, and how they are invited."""
