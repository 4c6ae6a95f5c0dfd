"""Tell keys less exactly until enough people are behind each, within every context apart.

What is told less exactly goes to one key together, so that what a key shows is always the sum of whole finer
keys. When those are still too few at the end, the smallest key that was shown joins them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.widening import Up
from njia.disclosure.policy import Policy
from njia.measures.numbered import Ints
from njia.measures.widened import OTHER


@dataclass
class _Keys:
    """Keys as numbers, and what each widens to; OTHER is 0."""

    names: list[str]
    parent: Ints
    depth: Ints  # steps to OTHER


def widened(context: Ints, keys: list[str], route: Ints, up: Up, behind: Behind, policy: Policy) -> list[str]:
    """Give the key under which each row is shown.

    `context`, `keys` and `route` go together, a row for each key of each route. In a context that is itself
    large enough nothing has to be withheld.
    """
    known = _numbered(keys, up)
    at = {name: number for number, name in enumerate(known.names)}
    exact = np.array([at[name] for name in keys], np.int64)
    key = exact.copy()
    for depth in range(int(known.depth.max(initial=0)), 0, -1):
        group, groups = _groups(context, key)
        sizes, is_joint = behind.sizes(group, route, groups), np.zeros(groups, np.bool_)
        is_joint[group[key != exact]] = True
        shown = np.where(is_joint, sizes.hiding(policy), sizes.safe(policy))
        moving = ~shown[group] & (known.depth[key] == depth)
        key[moving] = known.parent[key[moving]]
    _join(context, key, route, behind, policy)
    return [known.names[number] for number in key]


def joined(context: Ints, keys: list[str], route: Ints, behind: Behind, policy: Policy) -> list[str]:
    """Give the keys when more of them have joined OTHER, where that is too small."""
    names = [OTHER, *sorted({*keys} - {OTHER})]
    at = {name: number for number, name in enumerate(names)}
    key = np.array([at[name] for name in keys], np.int64)
    _join(context, key, route, behind, policy)
    return [names[number] for number in key]


def _numbered(keys: list[str], up: Up) -> _Keys:
    parents: dict[str, str] = {}
    for name in dict.fromkeys(keys):
        while name != OTHER and name not in parents:
            parents[name] = up(name)
            name = parents[name]
    names = [OTHER, *sorted(parents)]
    at = {name: number for number, name in enumerate(names)}
    parent = np.array([0, *(at[parents[name]] for name in names[1:])], np.int64)
    depth = np.zeros(len(names), np.int64)
    way = np.arange(len(names))
    while (way > 0).any():
        depth += way > 0
        way = parent[way]
    return _Keys(names, parent, depth)


def _groups(context: Ints, key: Ints) -> tuple[Ints, int]:
    pairs = context * (int(key.max(initial=0)) + 1) + key
    found, group = np.unique(pairs, return_inverse=True)
    return group.astype(np.int64), found.size


def _join(context: Ints, key: Ints, route: Ints, behind: Behind, policy: Policy) -> None:
    """Let the smallest shown keys join what is too small to be OTHER, in place."""
    while True:
        group, groups = _groups(context, key)
        sizes = behind.sizes(group, route, groups)
        first = np.zeros(groups, np.int64)
        first[group] = np.arange(group.size)
        of_context, of_key = context[first], key[first]
        small = (of_key == 0) & ~sizes.hiding(policy)
        joining = []
        for one in np.unique(of_context[small]):
            beside = np.flatnonzero((of_context == one) & (of_key != 0))
            if beside.size:
                joining.append(beside[np.lexsort((of_key[beside], sizes.people[beside]))[0]])
        if not joining:
            return
        key[np.isin(group, joining)] = 0
