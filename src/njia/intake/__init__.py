"""Spreadsheets to routes and problems; nothing is dropped."""
