"""Compute what a release would show beside what was counted, and why: for coordinators alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from njia.disclosure import GUARDED, STRICT, Method, Policy, ToldByEarlier, TooFewGone
from njia.network import LANGUAGES
from njia.release.explaining import Reason, Why
from njia.release.previewing import PEOPLE, RowPreview, TablePreview, told_in_all
from njia.release.previewing import preview as tables_of
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.opening import NotPossible
from njia_hub.people.models import Person
from njia_hub.releases.correcting import beside_earlier
from njia_hub.releases.gathering import Gathered, earlier_releases, figures_of, gather, noise_secret
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import locked
from njia_hub.releases.words import POLICY_NAMES
from njia_hub.work import jobs
from njia_hub.work.models import Job

KIND = "release.preview"
SUBMISSIONS = "submissions"
_State = Release.State


def _page(job: Job) -> str:
    found = Release.objects.filter(pk=job.arguments["release"]).first()
    if found is None or found.is_out:
        return reverse("releases:list")
    return reverse("releases:preparation", args=(found.pk,))


def ask(person: Person, release: Release) -> Job:
    """Ask for a preview. Raises NotPossible when there is nothing to look at."""
    with action("release.preview", person.actor, f"release:{release.pk}") as recording:
        release = locked(release, _State.PREPARING, _State.APPROVED)
        if not gather(release).data.routes.num_rows:
            raise NotPossible(gettext("There is no accepted route in these collections."))
        release.job = jobs.ask(KIND, person, release=str(release.pk))
        release.save(update_fields=["job"])
        recording.details["policy"] = release.policy
    return release.job


@jobs.job(KIND, _page)
def work(job: Job) -> None:
    """Compute a preview, and keep it with what it was made from."""
    release = Release.objects.filter(pk=job.arguments["release"]).first()
    if release is None or release.is_out:
        return
    gathered = gather(release)
    try:
        made, corrections = beside_earlier(gathered, told)
    except ToldByEarlier as refused:
        raise jobs.Refused(_why(refused)) from None
    with action("release.previewed", SYSTEM, f"release:{release.pk}", tables=len(made)):
        changed = {
            "preview": [_table(one) for one in made],
            "compared": compared(gathered, made),
            "corrections_waiting": corrections,
            "previewed": gathered.decided,
        }
        Release.objects.filter(pk=release.pk).update(**changed)


def _why(refused: ToldByEarlier) -> str:
    if isinstance(refused, TooFewGone):
        return gettext(
            "Routes that an earlier release counted are gone, and so few of them that its totals would "
            "tell of them. Have them counted again, or wait until more have gone."
        )
    return gettext(
        "An earlier release has told the same routes apart in another way, and both together would tell of "
        "few people. Use the policy of the earlier release, or wait until more routes have come."
    )


def told(gathered: Gathered) -> list[TablePreview]:
    """Say for every table what would be shown of each row, and why not more. Raises ToldByEarlier."""
    return _under(gathered, gathered.policy, gathered.earlier)


def _under(gathered: Gathered, policy: Policy, earlier: Iterable[int]) -> list[TablePreview]:
    language = settings.INSTALLATION.language
    return tables_of(
        gathered.data,
        gathered.scope,
        policy,
        counties=gathered.counties,
        earlier=figures_of(earlier),
        secret=noise_secret() if policy.method is Method.STRICT else b"",
        language=language if language in LANGUAGES else "en",
    )


def compared(gathered: Gathered, made: Sequence[TablePreview]) -> dict[str, Any]:
    """Say how much is told under each policy that protects, this one's first: what a policy costs."""
    found = {gathered.policy.name: _in_all(made)}
    for policy in (GUARDED, STRICT):
        if policy.name not in found:
            with suppress(ToldByEarlier):
                found[policy.name] = _in_all(_under(gathered, policy, earlier_releases()))
    return found


def _in_all(tables: Sequence[TablePreview]) -> dict[str, Any]:
    return {count: told_in_all(tables, count).percents for count in (SUBMISSIONS, PEOPLE)}


def _table(one: TablePreview) -> dict[str, Any]:
    exact, less_exact, withheld = one.told(one.main).percents
    return {
        "name": one.name,
        "title": one.title,
        "exact": exact,
        "less_exact": less_exact,
        "withheld": withheld,
        "people": one.told(PEOPLE).percents if PEOPLE in one.counts else None,
        "rows": [_row(row, one.main) for row in one.rows],
    }


def _row(row: RowPreview, main: str) -> dict[str, Any]:
    shown = row.shown or {}
    return {
        "name": row.name,
        "counted": row.counted.get(main),
        "people": row.counted.get(PEOPLE),
        "shown_as": row.shown_as if row.shown is not None else "",
        "shown": shown.get(main),
        "shown_people": shown.get(PEOPLE),
        "exact": row.is_exact,
        "reasons": [[reason.why.value, reason.than] for reason in row.reasons],
    }


def in_words(reason: Reason, policy: Policy) -> str:
    """Say why a row is told less exactly, or not at all."""
    said = {"people": policy.people, "organisations": policy.organisations, "percent": policy.most_percent}
    return {
        Why.PEOPLE: gettext("fewer than %(people)s people"),
        Why.ORGANISATIONS: gettext("fewer than %(organisations)s organisations"),
        Why.DOMINANT: gettext("more than %(percent)s %% from one organisation"),
        Why.SUBTRACTION: gettext("it would tell a small group, by subtraction from: %(than)s"),
        Why.EARLIER: gettext("it would tell a small group, by subtraction from an earlier release"),
        Why.APART: gettext("some of it is told in another row"),
        Why.PART: gettext("too few people behind a part of its counts"),
    }[reason.why] % (said | {"than": reason.than or gettext("the total")})


def shown(release: Release, policy: Policy) -> list[dict[str, Any]]:
    """Give a kept preview in the words of the page's language."""
    return [_shown_table(table, policy) for table in release.preview or ()]


def costs(release: Release) -> list[dict[str, Any]]:
    """Give how much each policy would tell, the release's own first; [] where that was not computed."""
    found = release.compared
    names = sorted(found, key=lambda name: (name != release.policy, name))
    return [
        {"name": str(POLICY_NAMES[name]), "is_own": name == release.policy, **found[name]} for name in names
    ]


def _shown_table(table: dict[str, Any], policy: Policy) -> dict[str, Any]:
    rows = [
        row | {"why": [in_words(Reason(Why(why), than), policy) for why, than in row["reasons"]]}
        for row in table["rows"]
    ]
    return table | {"title": gettext(table["title"]), "rows": rows}
