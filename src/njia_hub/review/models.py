"""What reviewers said."""

from __future__ import annotations

from django.db import models

from njia_hub.people.models import Person
from njia_hub.routes.models import Route

BLIND_WORDS = 2  # that are said before the words are shown, where a collection wants a second reviewer


class Verdict(models.Model):
    """One reviewer's word on one revision of a route. Never changed, never deleted."""

    class Word(models.TextChoices):
        """What a reviewer can say."""

        ACCEPT = "accept"
        RETURN = "return"
        DOUBLE = "double"
        NOT_DOUBLE = "not_double"  # takes a DOUBLE back

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="verdicts")
    revision = models.PositiveIntegerField()
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT)
    word = models.CharField(max_length=10, choices=Word.choices)
    comment = models.TextField(blank=True)
    was = models.CharField(max_length=10, choices=Route.State.choices)  # the route's state before it
    double_of = models.ForeignKey(Route, null=True, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    is_immutable = True

    class Meta:
        """In the order in which they were said."""

        ordering = ("id",)


class Apart(models.Model):
    """One reviewer's word that two routes are two journeys, or that this is taken back.

    Never changed, never deleted; `review.apart` says what holds by all of them.
    """

    first = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="+")  # with the smaller id
    second = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT)
    is_apart = models.BooleanField()  # False: it is taken back
    made = models.DateTimeField(auto_now_add=True)

    is_immutable = True

    class Meta:
        """In the order in which they were said."""

        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        )
