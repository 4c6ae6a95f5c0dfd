"""The members of the network."""
