"""The page: one stand-alone HTML file with maps, diagrams, charts and tables.

It works from a USB stick: without network, without script, on a phone, and in print.
"""

from njia.report.page.writing import page, write

__all__ = ["page", "write"]
