"""Place text and country to ranked candidates, offline."""

from njia.gazetteer.answer import Answer, Candidate, Place, Reason
from njia.gazetteer.resolve import Gazetteer
from njia.gazetteer.spelling import is_unknown
from njia.gazetteer.store import GazetteerError
from njia.gazetteer.suggest import Suggestion

__all__ = [
    "Answer",
    "Candidate",
    "Gazetteer",
    "GazetteerError",
    "Place",
    "Reason",
    "Suggestion",
    "is_unknown",
]
