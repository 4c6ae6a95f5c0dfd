"""SVG made by our own renderer: the flow map, the hub diagram, charts."""
