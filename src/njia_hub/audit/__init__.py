"""Every action is one verb, one transaction and one event in a chain of hashes.

`acting.action` is the only way to write: a write to a table of the hub outside of one is refused
(`guarding`), also through raw SQL and in bulk. `chain` says how events are chained and how the chain is
verified.
"""
