"""Long work, done in the background."""
