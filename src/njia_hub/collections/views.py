"""The collections, what each asks, and how coordinators plan, open and close them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from njia.intake.form import ExtraQuestion
from njia_hub.collections import opening, setting_up
from njia_hub.collections.forms import NetworkForm, PlanForm, question_in_words
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.collections.opening import NotPossible, Plan, Stale
from njia_hub.collections.question_forms import QuestionForm, question_forms, questions_in
from njia_hub.guard import HubRequest
from njia_hub.languages import language
from njia_hub.numbers import number_in
from njia_hub.people.models import Person
from njia_hub.places.naming import country_in_words
from njia_hub.roles import Role

_BASE_LANGUAGES = ("en", "sw")  # that questions can always be worded in


def list_(request: HubRequest) -> HttpResponse:
    """List the collections, newest period first."""
    context = {"collections": Collection.objects.all(), "manages": _manages(request.user)}
    return render(request, "collections/list.html", context)


def collection(request: HubRequest, slug: str) -> HttpResponse:
    """Show what a collection asks, from when to when, and the agreement on sharing."""
    found = get_object_or_404(Collection, slug=slug)
    manages = _manages(request.user)
    network = found.network()
    context = {
        "collection": found,
        "manages": manages,
        "optional": [question_in_words(name) for name in found.optional_questions],
        "extra": [_told(ExtraQuestion.model_validate(raw)) for raw in found.extra_questions],
        "focus": country_in_words(network.focus_country),
        "regions": [
            (name, ", ".join(country_in_words(code) for code in codes))
            for name, codes in network.regions.items()
        ],
        "unfinished": opening.unfinished(found) if manages and found.is_open else None,
    }
    return render(request, "collections/collection.html", context)


def _told(question: ExtraQuestion) -> dict[str, Any]:
    choices = [choice.label(language()) for choice in question.choices]
    return {"words": question.label(language()), "choices": choices, "required": question.required}


def _manages(person: Person) -> bool:
    return person.role == Role.COORDINATOR


def new(request: HubRequest) -> HttpResponse:
    """Plan a new collection."""
    return _planned(request, None)


def change(request: HubRequest, slug: str) -> HttpResponse:
    """Change a collection's plan, as far as that is still possible."""
    return _planned(request, get_object_or_404(Collection, slug=slug))


def _planned(request: HubRequest, found: Collection | None) -> HttpResponse:
    plan = Plan.of(found) if found else None
    data = request.POST if request.method == "POST" else None
    form, asked = PlanForm(plan, data), question_forms(_languages(plan), _asked(plan), data)
    if data is not None and form.is_valid() and (wanted := _wanted(form, asked)):
        try:
            saved = _save(request, found, wanted)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(None, _stale(plan, wanted))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("collections:collection", slug=saved.slug)
    is_wrong = bool(form.errors or any(one.errors for one in asked))
    context = {
        "collection": found,
        "form": form,
        "asked": asked,
        "is_wrong": is_wrong,
        "based_on": request.POST.get("based_on", found.changed if found else 0),
    }
    return render(request, "collections/plan.html", context, status=422 if is_wrong else 200)


def _languages(plan: Plan | None) -> tuple[str, ...]:
    worded = [code for question in (plan.extra_questions if plan else ()) for code in question.labels]
    return tuple(dict.fromkeys([*_BASE_LANGUAGES, *NetworkSettings.network().languages, *worded]))


def _asked(plan: Plan | None) -> tuple[ExtraQuestion, ...]:
    return plan.extra_questions if plan else ()


def _wanted(form: PlanForm, asked: list[QuestionForm]) -> Plan | None:
    questions = questions_in(asked)
    return form.plan(questions) if questions is not None else None


def _save(request: HubRequest, found: Collection | None, plan: Plan) -> Collection:
    if found is None:
        return opening.make(request.user, plan)
    return opening.change(request.user, found, based_on(request), plan)


def based_on(request: HubRequest) -> int:
    """Give the number of the state that the person saw; -1 when none is sent."""
    number = number_in(request.POST.get("based_on", ""))
    return -1 if number is None else number


def _stale(now: Plan | None, wanted: Plan) -> str:
    """Say what differs from what is saved by now."""
    said = gettext("Somebody else has changed this in between, and nothing was saved. Saved by now is:")
    before, after = (now.model_dump(mode="json") if now else {}), wanted.model_dump(mode="json")
    differing = [f"{name}: {before.get(name)}" for name in after if before.get(name) != after[name]]
    return f"{said} {'; '.join(differing)}"


def open_(request: HubRequest, slug: str) -> HttpResponse:
    """Open a planned collection."""
    return _moved(request, slug, opening.open_, gettext("The collection is open."))


def close(request: HubRequest, slug: str) -> HttpResponse:
    """Close an open collection."""
    return _moved(request, slug, opening.close, gettext("The collection is closed."))


def reopen(request: HubRequest, slug: str) -> HttpResponse:
    """Open a closed collection again."""
    return _moved(request, slug, opening.reopen, gettext("The collection is open again."))


def _moved(
    request: HubRequest, slug: str, move: Callable[[Person, Collection], Collection], said: str
) -> HttpResponse:
    found = get_object_or_404(Collection, slug=slug)
    try:
        move(request.user, found)
        messages.success(request, said)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("collections:collection", kwargs={"slug": slug}))


def network(request: HubRequest) -> HttpResponse:
    """Set the network up."""
    row = NetworkSettings.objects.filter(pk=1).first()
    data = request.POST if request.method == "POST" else None
    form = NetworkForm(NetworkSettings.network(), data)
    if data is not None and form.is_valid():
        try:
            setting_up.set_up(request.user, based_on(request), form.made())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(
                None,
                gettext(
                    "Somebody else has changed the settings in between, and nothing was "
                    "saved. Open this page in another tab to see what is saved by now."
                ),
            )
        else:
            messages.success(request, gettext("Saved."))
            return redirect("collections:network")
    context = {
        "form": form,
        "based_on": request.POST.get("based_on", row.changed if row else 0),
    }
    return render(request, "collections/network.html", context, status=422 if form.errors else 200)
