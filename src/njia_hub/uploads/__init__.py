"""Spreadsheets of the organisations."""
