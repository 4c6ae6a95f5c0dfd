"""Prepare a release, change it while it is prepared, and put it aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.utils.translation import gettext
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from njia.network import LANGUAGES, Network, Translation
from njia.report.words import written_languages
from njia_hub.audit.acting import Recording, action
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.collections.question_forms import LANGUAGE_NAMES
from njia_hub.people.models import Person
from njia_hub.releases.models import LONGEST_TITLE, Release
from njia_hub.roles import Role

MOST_COLLECTIONS, MOST_TAGS, MOST_RELATED = 50, 20, 50
LONGEST_TAG, LONGEST_RELATED, LONGEST_TEXT = 60, 500, 60_000  # characters
_State = Release.State

Audience = Literal["public", "network", "government", "bank", "airline", "donor"]
PolicyName = Literal["guarded", "strict", "open"]
Tag = Annotated[str, Field(min_length=1, max_length=LONGEST_TAG)]
Publication = Annotated[str, Field(min_length=1, max_length=LONGEST_RELATED)]


class Plan(BaseModel):
    """What a coordinator decides about a release."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(
        min_length=1, max_length=LONGEST_TITLE, description="In the language of the first report."
    )
    collections: tuple[str, ...] = Field(
        min_length=1, max_length=MOST_COLLECTIONS, description="Short names of closed collections."
    )
    audience: Audience = Field("public", description="Whom it is made for.")
    policy: PolicyName = Field("guarded", description="What is told less exactly or withheld.")
    shows_every_route: bool = Field(
        False, description="Has to be true for the policy open: every single route can be read."
    )
    texts: dict[str, Translation] = Field(
        default_factory=dict, description="Language: texts of the report; the title too, but in the first."
    )
    tags: tuple[Tag, ...] = Field((), max_length=MOST_TAGS, description="Words to find it by.")
    related: tuple[Publication, ...] = Field(
        (), max_length=MOST_RELATED, description="Related publications, each as it is cited."
    )
    supersedes: int | None = Field(None, ge=1, le=999_999, description="Number of the release it replaces.")

    @field_validator("title", "tags", "related")
    @classmethod
    def _in_lines(cls, said: Any) -> Any:
        for text in (said,) if isinstance(said, str) else said:
            if any(unicodedata.category(sign) == "Cc" for sign in text):
                raise ValueError(gettext("This stands in one line, without signs that cannot be seen."))
        return said

    @field_validator("texts")
    @classmethod
    def _readable(cls, texts: dict[str, Translation]) -> dict[str, Translation]:
        for language, said in texts.items():
            if language not in LANGUAGES:
                raise ValueError(gettext("There are no reports in this language."))
            if any(len(text) > LONGEST_TEXT for text in said.model_dump().values()):
                raise ValueError(gettext("A text is too long."))
            if len(said.title) > LONGEST_TITLE or not said.title.isprintable():
                raise ValueError(gettext("This stands in one line, without signs that cannot be seen."))
        return texts

    @model_validator(mode="after")
    def _is_meant(self) -> Plan:
        if self.policy == "open" and not self.shows_every_route:
            raise ValueError(
                gettext("“Open” shows every single route. Say that this is meant, or choose another policy.")
            )
        return self

    @classmethod
    def of(cls, release: Release) -> Plan:
        """Give the plan that a release follows."""
        return cls(
            title=release.title,
            collections=tuple(release.collections.values_list("slug", flat=True)),
            audience=release.audience,
            policy=release.policy,
            shows_every_route=release.policy == "open",
            texts=release.texts,
            tags=tuple(release.tags),
            related=tuple(release.related),
            supersedes=release.supersedes.number if release.supersedes else None,
        )


def report_languages(network: Network) -> tuple[str, ...]:
    """Give the network's languages that reports are written in, the first one first; () for none."""
    return tuple(language for language in network.languages if language in written_languages())


def no_report() -> str:
    """Say that no report can be written in the network's languages, and what to do."""
    known = ", ".join(LANGUAGE_NAMES[language] for language in written_languages())
    return (
        gettext("There are no reports in the network's languages yet. Add one of these to its settings: %s.")
        % known
    )


def first_texts() -> dict[str, Translation]:
    """Give the texts that a new release begins with: the network's own, in its first report's language."""
    network = NetworkSettings.network()
    first = next(iter(report_languages(network)), network.languages[0])
    if first == network.languages[0]:
        return {first: Translation(**network.texts.model_dump())}
    return {first: network.translations.get(first, Translation())}


def prepare(person: Person, plan: Plan) -> Release:
    """Begin a release. Raises NotPossible for open collections, and for what it cannot replace."""
    with action("release.prepare", person.actor) as recording:
        release = Release(prepared_by=person)
        _follow(release, plan, person, recording)
        recording.target = f"release:{release.pk}"
    return release


def change(person: Person, release: Release, based_on: int, plan: Plan) -> Release:
    """Change a release that is being prepared; an approval that it had is over. Raises Stale or NotPossible.

    `based_on` is `release.changed` as the person saw it.
    """
    with action("release.change", person.actor, f"release:{release.pk}") as recording:
        release = locked(release, _State.PREPARING, _State.APPROVED)
        if release.changed != based_on:
            raise Stale
        _follow(release, plan, person, recording)
    return release


def discard(person: Person, release: Release) -> None:
    """Put aside a release that was never published; nothing of it is left but the events."""
    with action("release.discard", person.actor, f"release:{release.pk}"):
        locked(release, _State.PREPARING, _State.APPROVED).delete()


def locked(release: Release, *states: Release.State) -> Release:
    """Lock a release inside an action; NotPossible when it is in none of these states any more."""
    found = Release.objects.select_for_update().filter(pk=release.pk).first()
    if found is None or found.state not in states:
        raise NotPossible(gettext("Somebody has done this already, or it is not possible now."))
    return found


def back_to_preparing(release: Release) -> None:
    """Take the approval away, inside an action: something is not what was approved."""
    release.state, release.approved_by, release.approved = _State.PREPARING, None, ""


def _follow(release: Release, plan: Plan, person: Person, recording: Recording) -> None:
    if not report_languages(NetworkSettings.network()):
        raise NotPossible(no_report())
    collections = _closed(plan.collections)
    release.supersedes = _replaced(plan)
    release.title, release.audience, release.policy = plan.title, plan.audience, plan.policy
    release.texts = {
        language: said.model_dump(exclude_defaults=True) for language, said in sorted(plan.texts.items())
    }
    release.tags, release.related = list(dict.fromkeys(plan.tags)), list(dict.fromkeys(plan.related))
    back_to_preparing(release)
    release.save()
    release.collections.set(collections)
    release.authors.add(person)
    recording.details |= {
        "collections": sorted(one.pk for one in collections),
        "audience": plan.audience,
        "policy": plan.policy,
    }
    recording.touch(release)


def _closed(slugs: Iterable[str]) -> list[Collection]:
    wanted = set(slugs)
    found = list(Collection.objects.filter(slug__in=wanted))
    if {one.slug for one in found} != wanted:
        raise NotPossible(gettext("There is no such collection."))
    if any(one.state != Collection.State.CLOSED for one in found):
        raise NotPossible(gettext("Only closed collections are released: close it first."))
    return found


def _replaced(plan: Plan) -> Release | None:
    """Find the release that this one takes the place of: published, for the same people, and not replaced."""
    if plan.supersedes is None:
        return None
    found = replaceable(plan.audience).filter(number=plan.supersedes).first()
    if found is None:
        raise NotPossible(
            gettext("Only a published release for the same audience can be replaced, and only once.")
        )
    return found


def replaceable(audience: str) -> QuerySet[Release]:
    """Give the releases that a new one for an audience may take the place of."""
    replaced = Release.objects.filter(number__isnull=False, supersedes__isnull=False).values("supersedes")
    return Release.objects.filter(state=_State.PUBLISHED, audience=audience).exclude(pk__in=replaced)


def why_not_approved_by(person: Person, release: Release) -> str:
    """Say why a person may not approve a release; "" when they may."""
    if person.role != Role.COORDINATOR:
        return gettext("Only a coordinator can do this.")
    if release.authors.filter(pk=person.pk).exists() or release.prepared_by_id == person.pk:
        return gettext("You prepared or changed it: another coordinator has to approve it.")
    return ""
