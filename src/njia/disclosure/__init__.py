"""The only door out: what may be shown outside the network, and the types that prove it was decided here.

`Protected`, `ProtectedDataset` and `ProtectedMap` are made by `protect`, `protect_dataset` and `protect_map`
and nowhere else; report, map and exports accept nothing but them. What is made under a policy for people
inside the network goes through the same door, and `for_publication` keeps it there.
"""

from njia.disclosure.door import (
    NotForPublication,
    Protected,
    ProtectedDataset,
    ProtectedMap,
    ProtectedTables,
    Published,
    for_publication,
    protect,
    protect_dataset,
    protect_map,
    protect_tables,
    published,
)
from njia.disclosure.policy import GUARDED, INSIDE, OPEN, STRICT, Method, Policy, PolicyRefused, load
from njia.disclosure.shown import Figure, ToldByEarlier, TooFewGone

__all__ = [
    "GUARDED",
    "INSIDE",
    "OPEN",
    "STRICT",
    "Figure",
    "Method",
    "NotForPublication",
    "Policy",
    "PolicyRefused",
    "Protected",
    "ProtectedDataset",
    "ProtectedMap",
    "ProtectedTables",
    "Published",
    "ToldByEarlier",
    "TooFewGone",
    "for_publication",
    "load",
    "protect",
    "protect_dataset",
    "protect_map",
    "protect_tables",
    "published",
]
