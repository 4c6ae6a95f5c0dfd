"""How the hub is served: one process that answers, one that does the long work, and one that watches both."""
