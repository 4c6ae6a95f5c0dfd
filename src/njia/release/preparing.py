"""Prepare a release: decide what it shows, and put beside that what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from njia.dataset import Dataset
from njia.disclosure import Figure, Method, Policy, ProtectedTables, Published, protect_tables, published
from njia.gazetteer import Place
from njia.measures import Scope
from njia.network import Network
from njia.release.freezing import ReleaseRefused, frozen
from njia.report.bundle import Bundle, Source, assemble
from njia.report.material import Material


@dataclass(frozen=True)
class Prepared:
    """A release before it is written.

    `figures` are private: they stay inside, and are one of the `earlier` of the next release. `bundle` is
    what the report of a policy that shows all counts is made from.
    """

    material: Material
    figures: tuple[Figure, ...] = ()
    bundle: Bundle | None = None


def prepare(
    data: Dataset,
    network: Network,
    scope: Scope,
    policy: Policy,
    *,
    number: int,
    title: str,
    audience: str,
    collections: Sequence[str],
    made_on: dt.date,
    counties: Mapping[str, Place] | None = None,
    tags: Sequence[str] = (),
    related: Sequence[str] = (),
    supersedes: int | None = None,
    earlier: Sequence[Sequence[Figure]] = (),
    secret: bytes = b"",
    sources: Iterable[Source] = (),
) -> Prepared:
    """Decide what a release shows of the routes in `data`; nothing is written.

    `counties`, `earlier` and `secret` are what `njia.disclosure.protect_tables` takes; `sources` are named in
    an open release's manifest. ReleaseRefused for what cannot be published, or `strict` without a secret.
    """
    if not policy.is_publishable:
        raise ReleaseRefused(f"the policy '{policy.name}' is not for publication")
    if not data.routes.num_rows:
        raise ReleaseRefused("there is no route to publish")
    if policy.method is Method.STRICT and not secret:
        raise ReleaseRefused(f"the policy '{policy.name}' needs a secret to draw its noise from")
    network = network.model_copy(update={"title": title})
    bundle: Bundle | None = None
    figures: tuple[Figure, ...] = ()
    if policy.method is Method.AS_COUNTED:
        bundle = assemble(network, data, sources, policy=policy)
        tables = _as_counted(bundle)
    else:
        tables, figures = protect_tables(data, scope, policy, counties, earlier, secret)
    material = Material(
        network=network, language=network.languages[0], tables=tables, focus=scope.focus_country,
        number=number, title=title, audience=audience, collections=tuple(collections), made_on=made_on,
        tags=tuple(tags), related=tuple(related), supersedes=supersedes,
    )  # fmt: skip
    # Told from its own frozen content: what is wrong with it is said before anything is written.
    return Prepared(frozen(material).material(), figures, bundle)


def _as_counted(bundle: Bundle) -> ProtectedTables:
    """Give all measures of a report as the tables of a release."""
    tables = {
        name: Published(
            tuple(one.rows.column_names),
            [list(row.values()) for row in one.rows.to_pylist()],
            one.known,
            one.of,
        )
        for name, one in bundle.measures.items()
    }
    return published(bundle.policy, tables, bundle.routes.tables["places"].to_pylist())
