"""Releases: what the network shows to others, prepared by one person, approved by another, and frozen."""
