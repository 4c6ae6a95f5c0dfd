"""What the network has taught the gazetteer."""
