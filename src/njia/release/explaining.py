"""Why a row as counted is withheld or told less exactly. For people of the network alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from njia.disclosure import Figure, Policy
from njia.disclosure.behind import Behind, Sizes
from njia.measures.numbered import Ints


class Why(StrEnum):
    """A reason for telling less."""

    PEOPLE = "people"  # too few people
    ORGANISATIONS = "organisations"  # too few organisations
    DOMINANT = "dominant"  # too much of it from one organisation
    SUBTRACTION = "subtraction"  # it would be told by subtraction from `than`
    EARLIER = "earlier"  # it would be told by a figure of an earlier release
    APART = "apart"  # some of it is told in another row
    PART = "part"  # one of its counts is not shown: too few people are behind a part of it


@dataclass(frozen=True)
class Reason:
    """One reason; `than` names the figure that a small group would be subtracted from, if it is one."""

    why: Why
    than: str = ""

    def in_words(self, policy: Policy) -> str:
        """Say it in English."""
        return {
            Why.PEOPLE: f"fewer than {policy.people} people",
            Why.ORGANISATIONS: f"fewer than {policy.organisations} organisations",
            Why.DOMINANT: f"one organisation has more than {policy.most_percent} %",
            Why.SUBTRACTION: f"would tell a small group, by subtraction from {self.than or 'the total'}",
            Why.EARLIER: "would tell a small group, by subtraction from an earlier release",
            Why.APART: "some of it is told together with others, in another row",
            Why.PART: "some of its counts are not shown: too few people behind a part of it",
        }[self.why]


def of_size(sizes: Sizes, number: int, policy: Policy) -> list[Reason]:
    """Give the reasons why a group is too small by itself; none for one that is not."""
    found = []
    if sizes.people[number] < policy.people:
        found.append(Reason(Why.PEOPLE))
    some = sizes.organisations[number]
    if some < policy.organisations - 1:
        found.append(Reason(Why.ORGANISATIONS))
    elif some < policy.organisations and not sizes.safe(policy)[number]:
        spread = sizes.largest[number] * 100 <= sizes.people[number] * policy.most_percent
        if not spread:
            found.append(Reason(Why.DOMINANT))
    return found


class Subtracting:
    """Which figures a group of routes could be subtracted from, or they from it, and leave too few."""

    def __init__(self, figures: Sequence[tuple[str, Ints]], behind: Behind, policy: Policy) -> None:
        """Take figures by name, "" for one of an earlier release, each with the numbers of its routes."""
        self.names, self.policy = [name for name, _ in figures], policy
        each = (behind.people, (np.arange(behind.people.size), behind.organisation))
        shape = (behind.people.size, int(behind.organisation.max(initial=0)) + 1)
        self.people_by_organisation = csr_array(each, shape=shape)
        self.member = _member([routes for _, routes in figures], behind.people.size)
        self.people = (self.member @ self.people_by_organisation).toarray()
        self.sizes = np.diff(self.member.indptr)

    def reason(self, routes: Ints) -> Reason:
        """Give the first figure that tells too few together with the group; else it is the total's."""
        group = _member([routes], self.member.shape[1])
        both = (self.member @ group.T).toarray().ravel()
        is_nested = ((both == routes.size) | (both == self.sizes)) & (both > 0) & (self.sizes != routes.size)
        nested = np.flatnonzero(is_nested)
        left = np.abs(self.people[nested] - (group @ self.people_by_organisation).toarray())
        sizes = Sizes(
            people=left.sum(axis=1),
            submissions=np.abs(self.sizes[nested] - routes.size),
            organisations=(left > 0).sum(axis=1),
            largest=left.max(axis=1, initial=0),
        )
        telling = nested[~sizes.safe(self.policy)]
        if not telling.size:
            return Reason(Why.SUBTRACTION)
        name = self.names[telling[0]]
        return Reason(Why.SUBTRACTION, name) if name else Reason(Why.EARLIER)


def numbered(figures: Sequence[Figure], ids: Sequence[str]) -> list[Ints]:
    """Give the routes behind figures by their numbers in the data; those that are gone are left out."""
    at = {id_: number for number, id_ in enumerate(ids)}
    return [np.array(sorted(at[id_] for id_ in one.routes if id_ in at), np.int64) for one in figures]


def _member(groups: Sequence[Ints], routes: int) -> csr_array:
    ends = np.cumsum([0, *(group.size for group in groups)])
    every = np.concatenate([np.zeros(0, np.int64), *groups])
    return csr_array((np.ones(every.size, np.int64), every, ends), shape=(len(groups), routes))
