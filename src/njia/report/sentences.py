"""Sentences that several sections need: what is stated most often, what follows, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from njia.report.facts import Facts, Row
from njia.report.words import sentence

NAMED_AT_MOST = 3  # that many may lead together; of more it is said that none stands out
NEXT_AT_MOST = 4

Name = Callable[[Row], str]


@dataclass(frozen=True)
class Ranking:
    """Rows ranked by a count, how to name one, and the denominator that they are shares of.

    `subject` is a key of `report.subject`; `known` of `of` submissions state it, and `unstated` do not
    where that is to be said.
    """

    facts: Facts
    subject: str
    rows: Sequence[Row]
    name: Name
    known: int
    of: int
    column: str = "submissions"
    unstated: int = 0

    @property
    def leaders(self) -> Sequence[Row]:
        """The rows that share the first rank; none when there are no rows."""
        most = max((row[self.column] or 0 for row in self.rows), default=0)
        return [row for row in self.rows if most and row[self.column] == most]

    @property
    def is_flat(self) -> bool:
        """Say whether so many lead that none stands out."""
        return len(self.leaders) > NAMED_AT_MOST

    @property
    def names(self) -> str:
        """The leaders' names as a list."""
        return self.facts.words.join([self.name(row) for row in self.leaders])

    def finding(self, key: str, tie_key: str = "") -> str:
        """Say what leads, as a title: phrase `key`, `tie_key` for several, `…_flat` or `…_none`."""
        words = self.facts.words
        about = {"subject": words.say(f"subject.{self.subject}")}
        if not self.leaders:
            return sentence(words.say(f"{key}_none", **about))
        if self.is_flat:
            return sentence(words.say(f"{key}_flat", **about))
        chosen = tie_key if tie_key and len(self.leaders) > 1 else key
        return sentence(words.say(chosen, names=self.names, **about))

    def sentences(self) -> list[str]:
        """Say what leads with its share, what comes next, and how many do not state it."""
        if not self.leaders:
            return [self._say("none")] if self.of else []
        said = [self._lead(), *self._next()]
        return said + ([self._say("unstated", count=self.unstated, of=self.of)] if self.unstated else [])

    def _lead(self) -> str:
        most = self.leaders[0].number(self.column)
        words = self.facts.words
        if self.known == 1:
            return self._say("single", names=self.names)
        if len(self.leaders) == 1:
            if len(self.rows) == 1 and most == self.known:
                return self._say("same", whole=self.known, names=self.names)
            share, percent = words.share(most, self.known)
            return self._say("top", names=self.names, share=share, percent=percent)
        if self.is_flat:
            return self._say("flat", count=most, tied=words.number(self.facts.tally(self.leaders)))
        return self._say("tie", names=self.names, count=most, whole=self.known)

    def _next(self) -> list[str]:
        if self.is_flat:
            return []
        following = self.rows[len(self.leaders) :][:NEXT_AT_MOST]
        if not following:
            return []
        listed = [(self.name(row), row.number(self.column)) for row in following]
        return [
            self.facts.words.say("rank.next", count=len(listed), list=self.facts.words.with_counts(listed))
        ]

    def _say(self, key: str, **arguments: object) -> str:
        words = self.facts.words
        return sentence(words.say(f"rank.{key}", subject=words.say(f"subject.{self.subject}"), **arguments))


def ranking(facts: Facts, measure: str, subject: str, name: Name) -> Ranking:
    """Rank a measure's rows as they come: largest first, shares of its own denominator."""
    known, of, unknown = facts.known(measure), facts.of(measure), facts.unknown(measure)
    return Ranking(facts, subject, facts.rows(measure), name, known, of, unstated=unknown)


def evidence(facts: Facts, name: str, row: Row) -> str:
    """Say on whose word a row rests: how many organisations, how much of it own casework."""
    words = facts.words
    submissions, organisations, own = (
        row.number(column) for column in ("submissions", "organisations", "own_casework")
    )
    if not submissions:
        return ""
    if own == submissions:
        casework = words.say("evidence.own_all", count=submissions)
    elif own == 0:
        casework = words.say("evidence.own_none", count=submissions)
    else:
        casework = words.say("evidence.own_some", count=own)
    if not organisations:
        return words.say("evidence.unnamed", name=name, count=submissions, own=casework)
    by = words.counted("organisations", organisations)
    if organisations == 1:
        return words.say("evidence.one", name=name, count=submissions, organisations=by, own=casework)
    return words.say("evidence.several", name=name, count=submissions, organisations=by, own=casework)
