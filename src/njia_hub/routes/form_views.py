"""The form's pages: a new report, a draft, a change to what was sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from pydantic import ValidationError

from njia.intake.form import Answers, answers_of
from njia.schema import Provenance
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.numbers import number_in
from njia_hub.routes import drafting, visibility
from njia_hub.routes.answering import NotUnderstood, answers_in, reshaped
from njia_hub.routes.asking import Page, first_problem
from njia_hub.routes.document import Document
from njia_hub.routes.filling import Form, questions_of
from njia_hub.routes.models import Draft, Route
from njia_hub.routes.reading import record
from njia_hub.routes.submitting import (
    NotAllowed,
    OtherContent,
    StaleRevision,
    Submission,
    submit,
)
from njia_hub.routes.submitting import (
    edit as revise,
)
from njia_hub.routes.views import at, reason_in
from njia_hub.routes.wording import differences, facts

_NOT_KEPT = frozenset({"do", "based_on", "csrfmiddlewaretoken"})


def new(request: HubRequest) -> HttpResponse:
    """Open an empty form; where several collections are open, ask for which."""
    opened = Collection.objects.filter(state=Collection.State.OPEN)
    slug = request.GET.get("collection", "")
    chosen = opened.filter(slug=slug).first() if slug else opened.first() if opened.count() == 1 else None
    if chosen is None:
        return render(request, "routes/choose.html", {"collections": opened})
    return _show(request, Draft(id=uuid.uuid4(), collection=chosen, number=0), Answers())


def draft(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a draft; save it, send it, or delete it."""
    if request.method == "POST":
        return _take(request, pk)
    found = Draft.objects.filter(pk=pk, person=request.user).select_related("collection").first()
    if found is None and Route.objects.filter(pk=pk, author=request.user).exists():
        return redirect("routes:route", pk=pk)
    found = found or get_object_or_404(Draft, pk=pk, person=request.user)
    return _show(request, found, Answers.model_validate(found.answers), check="check" in request.GET)


def _organisation(request: HubRequest) -> str:
    return request.user.organisation.name if request.user.organisation else ""


def _show(
    request: HubRequest,
    draft: Draft,
    answers: Answers,
    *,
    check: bool = False,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    form = Form(draft.collection, answers, str(draft.pk), _organisation(request))
    context = {"draft": draft, "collection": draft.collection, "form": Page(form, check=check), **more}
    return render(request, "routes/form.html", context, status=status)


def _take(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Take what a draft's page sends."""
    do = request.POST.get("do", "save")
    if Route.objects.filter(pk=pk).exclude(author=request.user).exists():
        raise Http404
    if do == "discard":
        drafting.discard(request.user, pk)
        messages.success(request, gettext("The draft is deleted."))
        return redirect("routes:mine")
    collection = get_object_or_404(Collection, slug=request.POST.get("collection", ""))
    try:
        answers = answers_in(request.POST, questions_of(collection))
    except NotUnderstood:
        return _refused(request, gettext("The form was not understood."), 400)
    try:
        return _keep(request, collection, answers, pk, do)
    except drafting.AlreadySent:
        return _gone(request, pk)
    except drafting.NotYours:
        raise Http404 from None
    except NotAllowed as refusal:
        return _refused(request, str(refusal), 409)
    except OtherContent:
        return _refused(request, gettext("This report was sent before, with other content."), 409)


def _keep(
    request: HubRequest, collection: Collection, answers: Answers, pk: uuid.UUID, do: str
) -> HttpResponse:
    """Send the report if that is asked and nothing is missing; else save it as a draft."""
    sent = _send(request, collection, answers, pk) if do == "submit" else None
    if sent:
        return sent
    answers, stop = reshaped(answers, do) or (answers, -1)
    try:
        saved = drafting.save(
            request.user, pk, collection, answers, number_in(request.POST.get("number", "")) or 0
        )
    except drafting.StaleDraft as stale:
        return _stale(request, stale.draft, answers)
    return _saved(request, saved, answers, do, stop)


def _send(
    request: HubRequest, collection: Collection, answers: Answers, pk: uuid.UUID
) -> HttpResponse | None:
    """Send the report; nothing where something is missing: then it stays a draft."""
    form = Form(collection, answers, str(pk), _organisation(request))
    document = form.document()
    if form.missing or form.is_miscounted or document is None:
        return None
    result = submit(request.user, Submission(pk, collection, document, form.is_complete))
    before, now = gettext("This report had arrived before."), gettext("Your report has arrived.")
    messages.success(request, before if result.was_known else now)
    return _gone(request, pk)


def _saved(request: HubRequest, saved: Draft, answers: Answers, do: str, stop: int) -> HttpResponse:
    form = Form(saved.collection, answers, str(saved.pk), _organisation(request))
    if wants_json(request):
        page = Page(form, check=do == "submit")
        return JsonResponse(
            {
                "number": saved.number,
                "check": do == "submit",
                "doubtful": page.doubtful,
            }
        )
    if do == "submit":
        missing = [problem.column or "" for problem in (*form.missing, *form.problems)]
        return at(request, "draft", saved.pk, first_problem(missing), "?check")
    if stop < 0:
        messages.success(request, gettext("The draft is saved."))
    return at(request, "draft", saved.pk, f"stop-{stop}" if stop >= 0 else "")


def _gone(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"gone": at(request, "route", pk)["Location"]})
    return at(request, "route", pk)


def _stale(request: HubRequest, draft: Draft, answers: Answers) -> HttpResponse:
    """Show the answers that were not saved, with the way to either version."""
    if wants_json(request):
        return JsonResponse({"stale": at(request, "draft", draft.pk)["Location"]}, status=409)
    return _show(request, draft, answers, status=409, stale=True)


def _refused(request: HubRequest, words: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"refused": words}, status=status)
    return render(request, "routes/refused.html", {"words": words}, status=status)


def wants_json(request: HubRequest) -> bool:
    """Say whether the page's script is asking."""
    return request.headers.get("Accept", "") == "application/json"


def edit(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what was sent in the form, and take the change."""
    found = get_object_or_404(visibility.own(request.user, request.reach).select_related("collection"), pk=pk)
    document = Document.model_validate(found.current.document)
    if found.author_id != request.user.pk:
        record(request.user, [found])
    if request.method == "GET":
        try:
            return _show_edit(request, found, answers_of(document.route), found.revision)
        except ValidationError:  # such as a code that a list has no more
            return _refused(request, gettext("This report cannot be opened in the form."), 409)
    try:
        answers = answers_in(request.POST, questions_of(found.collection))
    except NotUnderstood:
        return _refused(request, gettext("The form was not understood."), 400)
    do, based_on = request.POST.get("do", ""), number_in(request.POST.get("based_on", "")) or 0
    if do == "merge":
        return _show_edit(request, found, _merged(found, based_on, answers, document), found.revision)
    changed = reshaped(answers, do)
    if changed or do == "show":
        answers, stop = changed or (answers, -1)
        return _show_edit(request, found, answers, based_on, stop=stop)
    return _change(request, found, answers, based_on, document)


def _merged(route: Route, based_on: int, mine: Answers, theirs: Document) -> Answers:
    """Put what a person changed on top of what somebody else saved in between."""
    revision = get_object_or_404(route.revisions, number=based_on)
    start = answers_of(Document.model_validate(revision.document).route)
    names = [name for name in Answers.model_fields if getattr(mine, name) != getattr(start, name)]
    if "stops" in names or "legs" in names:
        names += ["stops", "legs"]  # they only go together
    changed = {name: getattr(mine, name) for name in names}
    return answers_of(theirs.route).model_copy(update=changed)


def _form_of(route: Route, answers: Answers, provenance: Provenance = Provenance.REPORTED) -> Form:
    return Form(route.collection, answers, str(route.pk), route.organisation.name, provenance)


def _show_edit(
    request: HubRequest, route: Route, answers: Answers, based_on: int, *, stop: int = -1, check: bool = False
) -> HttpResponse:
    context = {
        "route": route,
        "based_on": based_on,
        "stop": stop,
        "collection": route.collection,
        "reason": request.POST.get("reason", ""),
        "form": Page(_form_of(route, answers), check=check),
    }
    return render(request, "routes/form.html", context)


def _change(
    request: HubRequest, route: Route, answers: Answers, based_on: int, before: Document
) -> HttpResponse:
    form = _form_of(route, answers, before.route.provenance)
    document = form.document()
    if form.missing or document is None:
        return _show_edit(request, route, answers, based_on, check=True)
    # The cells of a spreadsheet stay beside what was made of them.
    kept = {"written": before.written, "source": before.source.model_copy(update={"way": "form"})}
    document = document.model_copy(update=kept)
    reason = reason_in(request)
    try:
        revise(request.user, route, based_on, document, reason, is_complete=form.is_complete)
    except NotAllowed as refusal:
        return _refused(request, str(refusal), 409)
    except StaleRevision as stale:
        return _conflict(request, stale.route, based_on, document)
    messages.success(request, gettext("Your change is saved."))
    return redirect("routes:route", pk=route.pk)


def _conflict(request: HubRequest, route: Route, based_on: int, mine: Document) -> HttpResponse:
    """Show both versions; nothing was overwritten, and nothing that was typed is lost."""
    current = route.current
    theirs = Document.model_validate(current.document)
    questions = questions_of(route.collection)
    kept = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = {
        "route": route,
        "theirs": facts(theirs.route, questions),
        "mine": facts(mine.route, questions),
        "differences": differences(theirs.route, mine.route, questions),
        "based_on": based_on,
        "kept": [(name, value) for name, value in kept if name not in _NOT_KEPT],
    }
    return render(request, "routes/conflict.html", context, status=409)
