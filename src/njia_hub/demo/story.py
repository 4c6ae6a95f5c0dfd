"""What is under way in the demonstration, so that each role has something to do."""

from __future__ import annotations

import csv
import io
import uuid
from typing import Any

from njia.intake.form import Answers
from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.review.deciding import return_
from njia_hub.roles import Role
from njia_hub.routes import drafting
from njia_hub.routes.filling import Form
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import Submission, submit
from njia_hub.uploads import receiving
from njia_hub.work import jobs

_WHOLE: dict[str, Any] = {
    "stops": [
        {"text": "Busia", "country": "KE"},
        {"text": "Nairobi", "country": "KE"},
        {"text": "Riyadh", "country": "SA"},
    ],
    "legs": [{"mode": "bus"}, {"mode": "plane", "carrier": "Kenya Airways"}],
    "cases": {"kind": "exact", "best": 3},
    "source_kind": "own_casework",
    "period_start": "2020-05",
    "industries": ["domestic_work"],
    "recruitment_methods": ["job_promise"],
    "notes": "Demonstration: invented.",
}
_RETURNED = _WHOLE | {
    "stops": [{"text": "Kitui", "country": "KE"}, {"country": "LB"}],
    "legs": [{"mode": "plane"}],
    "cases": {"kind": "vague", "written": "several"},
}
_DOUBTFUL = _WHOLE | {
    "stops": [
        {"text": "Malaba", "country": "KE"},
        {"text": "Massaka", "country": "UG"},
        {"text": "Dubai", "country": "AE"},
    ],
    "cases": {"kind": "range", "low": 2, "high": 5},
    "notes": "Demonstration: invented. Call the aunt on 0712 345 678.",
}
_DRAFT: dict[str, Any] = {"stops": [{"text": "Mombasa", "country": "KE"}, {}]}
_COLUMNS = (
    *("Place of origin", "Country of origin", "Transport to place of exploitation"),
    *(
        "Place of exploitation",
        "Country of exploitation",
        "Estimated number of cases",
        "Industry",
        "Case worker",
    ),
)
# Fine; a spelling that is only alike; an unknown word; no destination; a number that is none.
_ROWS = (
    ("Kisumu", "Kenya", "Bus", "Kampala", "Uganda", "4", "Domestic work", "A"),
    ("Eldorett", "Kenya", "Plane", "Doha", "Qatar", "2", "Construction", "A"),
    ("Nakuru", "Kenya", "Car of the trafficker", "Nairobi", "Kenya", "1", "Selling flowers", "B"),
    ("Garissa", "Kenya", "Truck", "", "", "3", "Begging", "B"),
    ("Thika", "Kenya", "Plane", "Amman", "Jordan", "many", "Domestic work", "B"),
)


def tell_story(coordinator: Person, collection: Collection, senders: dict[str, Person]) -> None:
    """Put routes on their way: waiting for review, returned, in a draft, and in a file that was only read."""
    reporter = Person.objects.get(role=Role.REPORTER)
    other = senders["Organisation 2"]
    _submit(reporter, collection, _WHOLE)
    _submit(reporter, collection, _DOUBTFUL)
    _submit(other, collection, _WHOLE)  # likely the same journey, from another organisation
    returned = _submit(reporter, collection, _RETURNED)
    return_(coordinator, returned, 1, "Which town in Lebanon? And do you know how many people, at least?")
    drafting.save(reporter, uuid.uuid4(), collection, Answers.model_validate(_DRAFT), 0)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_COLUMNS, *_ROWS])
    receiving.receive(senders["Organisation 1"], collection, "our-cases.csv", text.getvalue().encode())
    jobs.run_pending()


def _submit(person: Person, collection: Collection, answers: dict[str, Any]) -> Route:
    id_ = uuid.uuid4()
    name = person.organisation.name if person.organisation else ""
    form = Form(collection, Answers.model_validate(answers), str(id_), name)
    document = form.document()
    if document is None:
        raise RuntimeError("a route of the demonstration cannot be read")
    return submit(person, Submission(id_, collection, document, form.is_complete)).route
