"""One file per published measure, on Ibis tables."""
