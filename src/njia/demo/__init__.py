"""The Kenya 2020 collection: the demonstration and the acceptance test."""
