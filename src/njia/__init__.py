"""Njia: from the routes that a coalition reports to what it can safely publish."""

__version__ = "0.1.0"
