"""Make of a form's answers what a revision holds, and say what is still to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from njia.gazetteer import Candidate
from njia.intake.form import Answers, ExtraQuestion, missing, read_answers
from njia.network import Network
from njia.problems import Problem
from njia.schema import Provenance, Route
from njia_hub.collections.models import Collection
from njia_hub.places.at_hand import gazetteer
from njia_hub.routes.document import Document, Found, Source

# What every collection asks for beside the stops; "not known" is an answer to the first only.
REQUIRED: tuple[str, ...] = ("cases",)
ASKED: tuple[str, ...] = (*REQUIRED, "source_kind", "period_start", "industries", "recruitment_methods")
UNCOUNTED = frozenset({"cases_unclear", "cases_negative", "cases_date"})  # such as from 9 to 4
UNSURE = frozenset({"place_ambiguous", "place_proposed", "place_elsewhere", "place_unresolved"})


@dataclass(frozen=True)
class Form:
    """A collection's form with answers in it."""

    collection: Collection
    answers: Answers
    route_id: str
    organisation: str
    provenance: Provenance = Provenance.REPORTED

    @cached_property
    def questions(self) -> tuple[ExtraQuestion, ...]:
        """Give the collection's own questions."""
        return questions_of(self.collection)

    @cached_property
    def network(self) -> Network:
        """Give the network's settings as they are for this collection."""
        return self.collection.network()

    @cached_property
    def _read(self) -> tuple[Route | None, tuple[Problem, ...]]:
        return read_answers(
            self.answers,
            gazetteer(self.network.aliases),
            self.network,
            self.route_id,
            self.collection.name,
            self.organisation,
            self.questions,
            self.provenance,
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is doubtful; each problem's column is the path of an answer."""
        return self._read[1]

    @property
    def missing(self) -> tuple[Problem, ...]:
        """Give what has to be answered before this can be sent."""
        return missing(self.answers, REQUIRED, self.questions)

    @property
    def is_miscounted(self) -> bool:
        """Say whether a number of people is written that nobody can read: it would count as not stated."""
        return any(problem.code in UNCOUNTED for problem in self.problems)

    @property
    def is_complete(self) -> bool:
        """Say whether all that the collection asks is answered, also what need not be."""
        names = set(self.collection.optional_questions) & set(Answers.model_fields)
        every = tuple(question.model_copy(update={"required": True}) for question in self.questions)
        return not missing(self.answers, (*ASKED, *sorted(names)), every)

    def document(self, way: str = "form") -> Document | None:
        """Give the revision; None when neither the origin nor the destination is known."""
        route, problems = self._read
        if route is None:
            return None
        return Document(
            route=route,
            answers=self.answers.model_dump(mode="json", exclude_defaults=True),
            problems=tuple(map(Found.of, problems)),
            source=Source(way=way),
        )

    def candidates(self, path: str) -> tuple[Candidate, ...]:
        """Give the places that a stop's text may mean, where it is not certain."""
        if not any(problem.column == path and problem.code in UNSURE for problem in self.problems):
            return ()
        stop = self.answers.intended if path == "intended" else self.answers.stops[int(path.split(".")[1])]
        if stop is None:
            return ()
        places = gazetteer(self.network.aliases)
        return places.resolve(stop.text, stop.country or None).candidates


def questions_of(collection: Collection) -> tuple[ExtraQuestion, ...]:
    """Give a collection's own questions, in the order in which they are asked."""
    return tuple(ExtraQuestion.model_validate(question) for question in collection.extra_questions)
