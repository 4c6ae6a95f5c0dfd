"""The only door out: what may be shown outside the network, and the types that prove it was decided here.

`Protected` and `ProtectedDataset` are made by `protect` and `protect_dataset` and nowhere else; report,
map and exports accept nothing but them.
"""

from njia.disclosure.door import OPEN, Policy, Protected, ProtectedDataset, protect, protect_dataset

__all__ = ["OPEN", "Policy", "Protected", "ProtectedDataset", "protect", "protect_dataset"]
