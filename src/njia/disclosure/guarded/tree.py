"""Tell keys less exactly until enough people are behind each, within every context apart.

What is told less exactly goes to one key together, so that what a key shows is always the sum of whole finer
keys. When those are still too few at the end, the smallest key that was shown joins them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from njia.disclosure.behind import Behind, grouped
from njia.disclosure.policy import Policy
from njia.disclosure.widening import Up
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER


@dataclass(frozen=True)
class Keys:
    """One key for each row, as a number of `names`; the first name is OTHER, the others are in order.

    `parent` is the number of what each name widens to.
    """

    names: tuple[str, ...]
    number: Ints
    parent: Ints

    def are(self, name: str) -> Flags:
        """Say which rows have a key."""
        at = self.names.index(name) if name in self.names else -1
        same: Flags = self.number == at
        return same


@dataclass(frozen=True)
class _Tree:
    names: tuple[str, ...]
    parent: Ints
    depth: Ints  # steps to OTHER


def widened(
    context: Ints,
    keys: Keys,
    route: Ints,
    up: Up,
    behind: Behind,
    policy: Policy,
    joining: Collection[str] = (),
) -> Keys:
    """Give the keys under which the rows are shown; those named in `joining` are shown with the others.

    `context`, `keys` and `route` go together, a row for each key of each route. In a context that is itself
    large enough nothing has to be withheld.
    """
    tree = _tree(keys.names, up)
    at = {name: number for number, name in enumerate(tree.names)}
    exact = np.array([at[name] for name in keys.names], np.int64)[keys.number]
    with_others = [at[name] for name in joining if name in at]
    key = np.where(np.isin(exact, with_others), 0, exact)
    for depth in range(int(tree.depth.max(initial=0)), 0, -1):
        group, groups = grouped(context, key)
        sizes, is_joint = behind.sizes(group, route, groups), np.zeros(groups, np.bool_)
        is_joint[group[key != exact]] = True
        shown = np.where(is_joint, sizes.hiding(policy), sizes.safe(policy))
        moving = ~shown[group] & (tree.depth[key] == depth)
        key[moving] = tree.parent[key[moving]]
    key[np.isin(key, with_others)] = 0
    return joined(context, Keys(tree.names, key, tree.parent), route, behind, policy)


def joined(context: Ints, keys: Keys, route: Ints, behind: Behind, policy: Policy) -> Keys:
    """Let the smallest shown keys join the others of their context, while those are too few to be OTHER.

    Keys that they could have been told under join too, since "other countries of a region" means all of them.
    """
    key = keys.number.copy()
    while True:
        group, groups = grouped(context, key)
        sizes = behind.sizes(group, route, groups)
        first = np.zeros(groups, np.int64)
        first[group] = np.arange(group.size)
        of_context, of_key = context[first], key[first]
        small = np.unique(of_context[(of_key == 0) & ~sizes.hiding(policy)])
        beside = np.flatnonzero(np.isin(of_context, small) & (of_key != 0))
        if not beside.size:
            return Keys(keys.names, key, keys.parent)
        order = beside[np.lexsort((of_key[beside], sizes.people[beside], of_context[beside]))]
        smallest = order[np.unique(of_context[order], return_index=True)[1]]
        key[np.isin(group, with_wider(smallest, of_context, of_key, keys.parent))] = 0


def with_wider(chosen: Ints, context: Ints, key: Ints, parent: Ints) -> Ints:
    """Add to chosen groups those of their contexts with wider keys; `context` and `key` are of each group."""
    at = {pair: group for group, pair in enumerate(zip(context.tolist(), key.tolist(), strict=True))}
    found = set(chosen.tolist())
    for group in chosen.tolist():
        wider = int(parent[key[group]])
        while wider:
            found.add(at.get((int(context[group]), wider), group))
            wider = int(parent[wider])
    return np.array(sorted(found), np.int64)


def _tree(names: Collection[str], up: Up) -> _Tree:
    parents: dict[str, str] = {}
    for start in names:
        name = start
        while name != OTHER and name not in parents:
            parents[name] = up(name)
            name = parents[name]
    ordered = (OTHER, *sorted(parents))
    at = {name: number for number, name in enumerate(ordered)}
    parent = np.array([0, *(at[parents[name]] for name in ordered[1:])], np.int64)
    depth = np.zeros(len(ordered), np.int64)
    way = np.arange(len(ordered))
    while (way > 0).any():
        depth += way > 0
        way = parent[way]
    return _Tree(ordered, parent, depth)
