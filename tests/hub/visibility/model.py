"""Who may see what of a route: the rights of the hub, said once more and as plainly as can be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Org:
    name: str
    is_active: bool = True
    is_named: bool = False


@dataclass
class Someone:
    role: str
    org: Org | None
    is_active: bool = True

    @property
    def works(self) -> bool:
        return self.is_active and (self.org is None or self.org.is_active)


@dataclass
class Sent:
    org: Org
    author: Someone
    state: str = "submitted"


def whole(who: Someone, sent: Sent) -> bool:
    if not who.works:
        return False
    theirs = who.org is sent.org and (
        who.role == "data_officer" or (who.role == "reporter" and sent.author is who)
    )
    return who.role == "coordinator" or theirs


def shared(who: Someone, sent: Sent) -> bool:
    return who.works and who.role != "partner" and sent.state == "accepted"


def knows_organisation(who: Someone, sent: Sent) -> bool:
    if not (whole(who, sent) or shared(who, sent)):
        return False
    return who.role == "coordinator" or who.org is sent.org or (sent.org.is_named and sent.org.is_active)
