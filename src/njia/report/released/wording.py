"""What a release says in words: how to read it, how to cite it, and what it was made from."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from babel.dates import format_date

from njia import __version__
from njia.disclosure import Method
from njia.gazetteer import countries
from njia.language import catalogue
from njia.measures.widened import OTHER, is_widened
from njia.report.material import Material
from njia.report.words import Words


class Said:
    """The sentences of one release in its language; NetworkError when there is no report in it."""

    def __init__(self, material: Material) -> None:
        self.material, self.network, self.policy = material, material.network, material.policy
        self.report = Words(material.language)
        self.words = catalogue(material.language)

    def say(self, key: str, /, **arguments: Any) -> str:
        """Write a phrase of `released.yaml`."""
        return self.words.say(f"released.{key}", **arguments)

    @cached_property
    def number(self) -> str:
        """Name the release: "Release 3"."""
        return self.say("number", number=str(self.material.number))

    @cached_property
    def date(self) -> str:
        """Write the day that it was made on."""
        return str(format_date(self.material.made_on, "long", locale=self.words.locale))

    @cached_property
    def audience(self) -> str:
        """Name whom it was made for."""
        return self.say(f"audience.{self.material.audience}")

    @cached_property
    def subtitle(self) -> str:
        """Say its number, its collections, and for whom it is."""
        collections = self.words.join([name for name in self.material.collections if name])
        return " · ".join(filter(None, (self.number, collections, self.say("for", audience=self.audience))))

    @cached_property
    def running(self) -> str:
        """Name it at the head of a page."""
        name = self.network.name or self.report.say("labels.running_nameless")
        return self.say("running", name=name, number=str(self.material.number))

    @cached_property
    def focus(self) -> str:
        """The focus country as it stands in running text."""
        return self.report.country(self.material.focus if self.material.focus in countries.CODES else "")

    def reading(self) -> tuple[str, ...]:
        """Say how its figures are to be read: what they count, and what the policy did to them."""
        policy = self.policy
        common: dict[str, Any] = {"people": policy.people, "organisations": policy.organisations}
        one_less = policy.organisations > 2 and policy.most_percent < 100
        others = self.words.say("measure.others")
        said = [
            self.say("read.reports"),
            self.say("read.why", policy=policy.name, version=str(policy.version)),
            self.say("read.enough", percent=policy.most_percent, **common)
            if one_less
            else self.say("read.enough_plain", **common),
        ]
        if policy.method is Method.STRICT:
            said.append(self.say("read.noise", round_to=policy.round_to))
        if policy.method is Method.GUARDED or self._has_wider():
            said.append(self.say("read.wider", others=others))
        said.append(self.say("read.withheld", not_shown=self.say("not_shown")))
        if policy.method is Method.GUARDED:
            said += [self.say("read.larger"), self.say("read.columns")]
        if "map_legs" in self.material.tables.tables:
            said.append(self.say("read.map"))
        return tuple(said)

    def _has_wider(self) -> bool:
        tables = self.material.tables.tables.values()
        return any(
            isinstance(key, str) and (is_widened(key) or key == OTHER)
            for table in tables
            for name in table.measure.grain
            for key in table.rows[name].to_pylist()
        )

    def citation(self) -> str:
        """Say how to cite it."""
        return self.say(
            "about.cite",
            network=_ended(self.network.name),
            title=_ended(self.material.title),
            release=self.number,
            date=self.date,
            version=__version__,
        ).strip()

    def trace(self) -> str:
        """Say which release it is, what made it, and how it can be verified."""
        return self.say(
            "about.trace",
            number=str(self.material.number),
            date=self.date,
            version=__version__,
            policy=self.policy.name,
            policy_version=str(self.policy.version),
        )

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Give what else is to be known of it: collections, audience, keywords, related publications."""
        material = self.material
        rows = [
            (self.say("about.collections"), self.words.join([name for name in material.collections if name])),
            (self.say("about.audience"), self.audience),
            (self.say("about.tags"), ", ".join(material.tags)),
        ]
        return tuple((title, text) for title, text in rows if text)

    def licence(self) -> str:
        """Say what may be done with the figures, and whose the rest is."""
        mine = "public" if self.material.audience == "public" else "other"
        return f"{self.say(f'about.licence_{mine}', audience=self.audience)} {self.say('about.licence')}"

    def supersedes(self) -> str:
        """Say which release it takes the place of; "" for none."""
        number = self.material.supersedes
        return "" if number is None else self.say("about.supersedes", number=str(number))


def _ended(text: str) -> str:
    """End a part of a citation with a full stop."""
    text = text.strip()
    return f"{text.rstrip('.')}." if text and text[-1] not in "!?" else text
