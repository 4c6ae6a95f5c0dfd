"""Release the demonstration's collection to the public: prepared by one coordinator, approved by another."""

from __future__ import annotations

from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.releases import approving, preparing, previewing, publishing
from njia_hub.releases.gathering import gather
from njia_hub.releases.preparing import Plan
from njia_hub.work import jobs

_TAGS = ("Kenya", "East Africa", "Middle East")
_RELATED = (
    "Stop the Traffik Kenya and Freedom Collaborative: Kenya's human trafficking routes: new data insights "
    "into high activity locations and regional risk, 2020",
)


def release(coordinator: Person, other: Person, collection: Collection, title: str) -> None:
    """Publish a closed collection, guarded; its files are made by the next work that is done."""
    plan = Plan(
        title=title,
        collections=(collection.slug,),
        texts=preparing.first_texts(),
        tags=_TAGS,
        related=_RELATED,
    )
    made = preparing.prepare(coordinator, plan)
    previewing.ask(coordinator, made)
    jobs.run_pending()
    made.refresh_from_db()
    approved = approving.approve(other, made, gather(made).hash)
    publishing.publish(coordinator, approved)
