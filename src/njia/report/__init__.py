"""The published report: PDF through Typst, and one stand-alone HTML file."""
