"""Make routes by the million for tests and benchmarks."""
