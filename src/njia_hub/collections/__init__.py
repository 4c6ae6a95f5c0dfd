"""Rounds of data collection, and the network's own settings."""
