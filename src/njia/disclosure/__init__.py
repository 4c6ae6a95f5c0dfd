"""The only door out: what may be shown outside the network, and the types that prove it was decided here.

`Protected`, `ProtectedDataset` and `ProtectedMap` are made by `protect`, `protect_dataset` and `protect_map`
and nowhere else; report, map and exports accept nothing but them. What is made under a policy for people
inside the network goes through the same door, and `for_publication` keeps it there.
"""

from njia.disclosure.door import (
    INSIDE,
    OPEN,
    NotForPublication,
    Policy,
    Protected,
    ProtectedDataset,
    ProtectedMap,
    for_publication,
    protect,
    protect_dataset,
    protect_map,
)

__all__ = [
    "INSIDE",
    "OPEN",
    "NotForPublication",
    "Policy",
    "Protected",
    "ProtectedDataset",
    "ProtectedMap",
    "for_publication",
    "protect",
    "protect_dataset",
    "protect_map",
]
