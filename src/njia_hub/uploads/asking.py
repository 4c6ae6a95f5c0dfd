"""The pages of questions: those of a file for its organisation, and proposed spellings for coordinators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from njia_hub.guard import HubRequest
from njia_hub.organisations.models import Organisation
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.naming import place_in_full
from njia_hub.places.teaching import NotTeachable, parted
from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads import accepting, finding, teaching
from njia_hub.uploads.matching import Answers, match
from njia_hub.uploads.models import Upload
from njia_hub.uploads.questions import LEAVE_OUT, answer_in_words, answers_in, questions_of


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HubRequest, pk: UUID) -> HttpResponse:
    """Ask about headers and spellings that are not known; what is left open is asked again."""
    found = finding.one(request.user, pk)
    asked = questions_of(found)
    if request.method == "POST":
        if request.POST.get("state") != asked.state:
            messages.info(request, gettext("The file was read again. These are its questions now."))
            return HttpResponseRedirect(request.path)
        answers, wrong = answers_in(found, request.POST.dict())
        if not wrong:
            return _matched(request, found, answers)
        asked = questions_of(found, wrong)
    status = 422 if request.method == "POST" else 200
    context = {"upload": found, "asked": asked, "leave_out": LEAVE_OUT}
    return render(request, "uploads/questions.html", context, status=status)


def _matched(request: HubRequest, found: Upload, answers: Answers) -> HttpResponse:
    if not answers.count:
        messages.info(request, gettext("Nothing was answered."))
        return HttpResponseRedirect(request.path)
    try:
        match(request.user, found, answers)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(request.path)
    messages.success(request, gettext("Remembered for all your files. The file is being read again."))
    return HttpResponseRedirect(reverse("uploads:upload", args=[found.pk]))


@require_GET
def spellings(request: HubRequest) -> HttpResponse:
    """Show coordinators the spellings that organisations use, to accept for the whole network."""
    places = gazetteer()
    rows = []
    for found in accepting.proposed():
        place = places.place(found.place_id)
        text, country = parted(found.spelling)
        rows.append(
            {
                "record": found,
                "text": text,
                "country": country,
                "place": place_in_full(place) if place else found.place_id,
            }
        )
    return render(request, "uploads/spellings.html", {"rows": rows})


@require_POST
def spelling(request: HubRequest, pk: int) -> HttpResponse:
    """Accept a spelling for the network, or leave it to its organisation."""
    found = accepting.proposed().filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        decide = accepting.accept if request.POST.get("answer") == "accept" else accepting.decline
        decide(request.user, found)
    except (NotAllowed, NotTeachable) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("uploads:spellings"))


@require_GET
def taught(request: HubRequest) -> HttpResponse:
    """Show what the organisation has taught about its files."""
    found = teaching.lessons(own_organisation(request))
    return render(request, "uploads/taught.html", {"lessons": [(one, answer_in_words(one)) for one in found]})


@require_POST
def forget(request: HubRequest) -> HttpResponse:
    """Take back one thing that was taught."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if not teaching.forget(request.user, own_organisation(request), kind, key):
        raise Http404
    messages.success(request, gettext("Forgotten. Read a file again to see it without."))
    return HttpResponseRedirect(reverse("uploads:taught"))


def own_organisation(request: HubRequest) -> Organisation:
    """Give the person's organisation; Http404 without one."""
    if request.user.organisation is None:
        raise Http404
    return request.user.organisation
