"""The map, the measures and their downloads, for everyone in the network."""
