"""The hub: the thin edge over the core, where a network's organisations report, review and read."""
