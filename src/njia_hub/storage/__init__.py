"""What the hub needs of its databases beyond what Django does."""
