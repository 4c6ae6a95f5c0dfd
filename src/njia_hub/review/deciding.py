"""Decide on a route: accept it, return it, mark it as a double, take that back, withdraw it.

A verdict is on one revision: on another one than the current it is a conflict (`StaleRevision`). Where the
collection wants a second reviewer, the first two words on a revision are said blindly; when they agree
they take effect, and when they do not the next word decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext

from njia_hub.audit.acting import Recording, action
from njia_hub.people.models import Person
from njia_hub.review import apart
from njia_hub.review.models import BLIND_WORDS, Verdict
from njia_hub.review.notifying import notify
from njia_hub.roles import Reach, Role
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision, locked
from njia_hub.routes.visibility import own

LONGEST_COMMENT = 4_000  # characters
_Word, _State = Verdict.Word, Route.State
DECIDING = (_Word.ACCEPT, _Word.RETURN, _Word.DOUBLE)
_FROM = {
    _Word.ACCEPT: (_State.SUBMITTED, _State.RETURNED),
    _Word.RETURN: (_State.SUBMITTED, _State.ACCEPTED),
    _Word.DOUBLE: (_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED),
}
_TO = {
    _Word.ACCEPT: _State.ACCEPTED,
    _Word.RETURN: _State.RETURNED,
    _Word.DOUBLE: _State.DOUBLE,
}


class Outcome(StrEnum):
    """What has become of a route."""

    DECIDED = "decided"  # the word took effect
    WAITS = "waits"  # for a second, blind reviewer
    DISAGREED = "disagreed"  # two reviewers said different things; the next word decides


class Unresolved(NotAllowed):
    """A route that wants a person to look at it is not decided on among many."""


@dataclass(frozen=True)
class _Said:
    """One word, before it is written."""

    word: Verdict.Word
    comment: str = ""
    double_of: Route | None = None


def accept(person: Person, route: Route, revision: int, *, state: str = "") -> Outcome:
    """Accept a revision of a route: it is in the network's data then. `state` is the one that was seen.

    Raises StaleRevision when it is not the current one, or in another state than was seen; NotAllowed when
    the route cannot be accepted.
    """
    return _decide(person, route, revision, _Said(_Word.ACCEPT), state)


def return_(person: Person, route: Route, revision: int, comment: str, *, state: str = "") -> Outcome:
    """Return a route to its reporter, who sees the comment. Raises as `accept` does."""
    return _decide(person, route, revision, _Said(_Word.RETURN, _comment(comment, is_needed=True)), state)


def mark_double(
    person: Person, route: Route, revision: int, other: Route, comment: str = "", *, state: str = ""
) -> Outcome:
    """Mark a route as the same journey as another one, which stays. Raises as `accept` does."""
    return _decide(person, route, revision, _Said(_Word.DOUBLE, _comment(comment), other), state)


def undo_double(person: Person, route: Route, comment: str = "") -> Route:
    """Take back that a route is a double: it is again what it was before. Raises NotAllowed."""
    with action("route.not_double", person.actor, f"route:{route.pk}") as recording:
        route = locked(route)
        check_reviewer(person, route)
        if route.state != _State.DOUBLE:
            raise NotAllowed(gettext("The route is not marked as a double."))
        marked = route.verdicts.filter(word=_Word.DOUBLE).last()
        _write(person, route, _Said(_Word.NOT_DOUBLE, _comment(comment), route.double_of))
        route.state = marked.was if marked else _State.SUBMITTED
        route.double_of, route.comment = None, ""
        route.save(update_fields=["state", "double_of", "comment"])
        recording.touch(route)
    return route


def withdraw(person: Person, route: Route, revision: int, reason: str, *, state: str = "") -> Route:
    """Take a route out for its organisation, also from a closed collection; the reason is kept.

    Raises StaleRevision, or NotAllowed when it is out already.
    """
    with action("route.withdraw", person.actor, f"route:{route.pk}", by="reviewer") as recording:
        route = locked(route)
        check_reviewer(person, route)
        _check_seen(route, revision, state, _State.WITHDRAWN)
        if route.state == _State.WITHDRAWN:
            raise NotAllowed(gettext("The route is withdrawn already."))
        route.state, route.double_of = _State.WITHDRAWN, None
        route.comment = _comment(reason, is_needed=True)
        route.save(update_fields=["state", "double_of", "comment"])
        recording.touch(route)
    return route


@dataclass(frozen=True)
class Result:
    """What has become of one of many: its code, and a sentence when nothing was done."""

    route_id: UUID
    code: str  # decided, waits, disagreed, stale, unresolved, refused, missing
    said: str = ""


def decide_many(
    person: Person,
    seen: Iterable[tuple[UUID, int]],
    word: Verdict.Word,
    comment: str = "",
    *,
    state: str = "",
) -> list[Result]:
    """Accept or return many routes as they were seen, each in an action of its own; say what became of each.

    `state` is the one in which all of them were seen.

    Raises NotAllowed for another word, or for a return without a comment.
    """
    if word not in (_Word.ACCEPT, _Word.RETURN):
        raise NotAllowed(gettext("Many routes can be accepted or returned, and nothing else."))
    said = _Said(word, _comment(comment, is_needed=word == _Word.RETURN))
    return [_one_of_many(person, pk, revision, said, state) for pk, revision in seen]


def _one_of_many(person: Person, pk: UUID, revision: int, said: _Said, state: str) -> Result:
    route = own(person, Reach.NETWORK).filter(pk=pk).first()
    if route is None:
        return Result(pk, "missing", gettext("There is no such route."))
    try:
        return Result(pk, _decide(person, route, revision, said, state, among_many=True).value)
    except StaleRevision:
        return Result(pk, "stale", gettext("Somebody has changed it in between: look at it again."))
    except Unresolved as refusal:
        return Result(pk, "unresolved", str(refusal))
    except NotAllowed as refusal:
        return Result(pk, "refused", str(refusal))


def _decide(
    person: Person, route: Route, revision: int, said: _Said, state: str = "", *, among_many: bool = False
) -> Outcome:
    """Write a word, and what it brings about, as one action."""
    verb, target = f"route.{said.word.value}", f"route:{route.pk}"
    with action(verb, person.actor, target, revision=revision) as recording:
        route = _locked(route, said)
        _check_seen(route, revision, state, _TO[said.word])
        check_reviewer(person, route)
        _check_state(person, route, said)
        if among_many:
            _check_plain(route, said)
        outcome = _outcome(person, route, said)
        recording.details |= {"outcome": outcome.value, "verdict": _write(person, route, said).pk}
        if outcome is Outcome.WAITS:
            recording.verb = "route.review"  # the audit does not tell the second reviewer the word either
        if outcome is Outcome.DECIDED:
            _take_effect(route, said, recording)
    return outcome


def _locked(route: Route, said: _Said) -> Route:
    """Lock the route, and the one that it is said to be a double of: always in the same order."""
    if said.double_of is not None:
        pair = Route.objects.filter(pk__in=(route.pk, said.double_of.pk))
        list(pair.select_for_update().order_by("pk").values_list("pk"))
    return locked(route)


def check_reviewer(person: Person, route: Route) -> None:
    """Raise NotAllowed when a person cannot decide on a route: not a coordinator, or it is their own."""
    if not person.may_work or person.role != Role.COORDINATOR:
        raise NotAllowed(gettext("Only coordinators review."))
    if is_own(person, route):
        raise NotAllowed(gettext("You have reported this route yourself: another coordinator reviews it."))


def is_own(person: Person, route: Route) -> bool:
    """Say whether a person has reported a route, or changed it otherwise than in review."""
    if route.author_id == person.pk:
        return True
    return route.revisions.filter(author=person).exclude(verb="correct").exists()


def _check_seen(route: Route, revision: int, state: str, wanted: str) -> None:
    """Raise StaleRevision when somebody was quicker: a reviewer decides on what she saw.

    A route that is as she wants it is no conflict: she has clicked twice, or the other one agrees.
    """
    if route.revision != revision or (state and route.state not in (state, wanted)):
        raise StaleRevision(route)


def _check_state(person: Person, route: Route, said: _Said) -> None:
    if route.state not in _FROM[said.word]:
        states = {
            _State.SUBMITTED: gettext("The route waits for review."),
            _State.RETURNED: gettext("The route was returned already."),
            _State.ACCEPTED: gettext("The route was accepted already."),
            _State.DOUBLE: gettext("The route is marked as a double: take that back first."),
            _State.WITHDRAWN: gettext("The route is withdrawn."),
        }
        raise NotAllowed(states[_State(route.state)])
    if said.word == _Word.ACCEPT and route.state == _State.RETURNED and route.collection.needs_second_review:
        raise NotAllowed(gettext("Two coordinators review here: it waits for its reporter, or a correction."))
    if said.double_of is not None:
        _check_double(person, route, said.double_of)


def _check_plain(route: Route, said: _Said) -> None:
    if said.word == _Word.ACCEPT and route.warnings:
        raise Unresolved(gettext("It has problems that want a person: open it and look."))
    if route.collection.needs_second_review and len(words_on(route)) >= BLIND_WORDS:
        raise Unresolved(gettext("Reviewers disagree on it: open it and look."))


def _check_double(person: Person, route: Route, other: Route) -> None:
    other = locked(other)
    if other.pk == route.pk:
        raise NotAllowed(gettext("A route is no double of itself."))
    if other.state not in (_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED):
        raise NotAllowed(gettext("The other route is itself a double, or withdrawn."))
    if route.doubles.filter(state=_State.DOUBLE).exists():
        raise NotAllowed(gettext("Other routes are doubles of this one: mark the other one as the double."))
    if other.pk in apart.others_of(person, route):
        raise NotAllowed(gettext("It is said that they are two journeys: take that back first."))


def words_on(route: Route) -> list[Verdict]:
    """Give what reviewers have said on the current revision, in order."""
    return list(route.verdicts.filter(revision=route.revision, word__in=DECIDING).select_related("reviewer"))


def are_shown(person: Person, route: Route, words: list[Verdict]) -> bool:
    """Say whether a person may see the words on a route: not while they are said blindly."""
    is_blind = route.state == _State.SUBMITTED and route.collection.needs_second_review
    return not is_blind or len(words) >= BLIND_WORDS


def _outcome(person: Person, route: Route, said: _Said) -> Outcome:
    if route.state != _State.SUBMITTED or not route.collection.needs_second_review:
        return Outcome.DECIDED
    words = words_on(route)
    if not words:
        return Outcome.WAITS
    if len(words) >= BLIND_WORDS:
        return Outcome.DECIDED
    if words[0].reviewer_id == person.pk:
        raise NotAllowed(gettext("You have said your word: now another coordinator reviews it."))
    other = said.double_of.pk if said.double_of else None
    agree = words[0].word == said.word and words[0].double_of_id == other
    return Outcome.DECIDED if agree else Outcome.DISAGREED


def _write(person: Person, route: Route, said: _Said) -> Verdict:
    return Verdict.objects.create(
        route=route,
        revision=route.revision,
        reviewer=person,
        word=said.word,
        comment=said.comment,
        was=route.state,
        double_of=said.double_of,
    )


def _take_effect(route: Route, said: _Said, recording: Recording) -> None:
    comments = [said.comment]
    if route.state == _State.SUBMITTED and route.collection.needs_second_review:
        comments = [verdict.comment for verdict in words_on(route) if verdict.word == said.word]
    route.state, route.double_of = _TO[said.word], said.double_of
    route.comment = "\n\n".join(dict.fromkeys(filter(None, comments)))
    route.save(update_fields=["state", "double_of", "comment"])
    recording.touch(route)
    if said.word == _Word.RETURN:
        notify(route)


def _comment(text: str, *, is_needed: bool = False) -> str:
    said = text.strip()
    if is_needed and not said:
        raise NotAllowed(gettext("Say why in a few words: the reporter reads it."))
    if len(said) > LONGEST_COMMENT:
        raise NotAllowed(gettext("The comment is too long."))
    return said
