"""Reported journeys: chains of immutable revisions."""
