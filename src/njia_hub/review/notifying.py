"""Tell reporters by e-mail that something waits for them, where the installation sends e-mail.

The worker does it, after the decision is written: no reviewer waits for a mail server, and none undoes what
she has decided. The e-mail says nothing of the route, nor what is asked.
"""

from __future__ import annotations

from django.utils.translation import gettext

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.people import mailing
from njia_hub.people.models import Person
from njia_hub.routes.models import Route
from njia_hub.work.jobs import Refused, ask, job
from njia_hub.work.models import Job

_KIND = "review.notify"


def notify(route: Route) -> None:
    """Ask for an e-mail to a returned route's reporter; many that are returned at once make one e-mail."""
    author = str(route.author_id)
    waiting = Job.objects.filter(kind=_KIND, state=Job.State.WAITING, arguments__reporter=author)
    if mailing.can_send() and not waiting.exists():
        ask(_KIND, reporter=author)


@job(_KIND)
def send(work: Job) -> None:
    """Send the e-mail, if there still is something that waits, to somebody who can sign in."""
    person = Person.objects.select_related("organisation").get(pk=work.arguments["reporter"])
    is_waiting = Route.objects.filter(author=person, state=Route.State.RETURNED).exists()
    if not (mailing.can_send() and person.may_work and is_waiting):
        return
    was_sent = mailing.say_that_something_waits(person)
    with action("person.notify", SYSTEM, f"person:{person.pk}", was_sent=was_sent):
        pass
    if not was_sent:  # the next return tries again; others' work does not wait for a server that is down
        raise Refused(gettext("The e-mail could not be sent."))
