"""Routes with a place that nobody is sure of."""

from typing import Any

from njia.intake.form import Answers, CasesAnswer, LegAnswer, StopAnswer, read_answers
from njia.schema import CasesKind
from njia_hub.places.at_hand import gazetteer
from njia_hub.routes.document import Document, Found
from njia_hub.routes.submitting import Submission, submit


def answers(origin: str = "Busia", country: str = "", **more: Any) -> Answers:
    given: dict[str, Any] = {
        "stops": (StopAnswer(text=origin, country=country), StopAnswer(country="Lebanon")),
        "legs": (LegAnswer(mode="plane"),),
        "cases": CasesAnswer(kind=CasesKind.EXACT, best=4),
        "industries": ("domestic_work",),
    }
    return Answers(**(given | more))


def submit_answers(person: Any, collection: Any, given: Answers, pk: Any) -> Any:
    """Submit a form's answers as the form does."""
    network = collection.network()
    name = person.organisation.name
    route, problems = read_answers(given, gazetteer(network.aliases), network, str(pk), collection.name, name)
    assert route is not None
    document = Document(
        route=route,
        answers=given.model_dump(mode="json", exclude_defaults=True),
        problems=tuple(map(Found.of, problems)),
    )
    return submit(person, Submission(pk, collection, document)).route
