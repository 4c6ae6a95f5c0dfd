"""The policy method `strict`: counts carry noise, the same wherever the same routes are counted."""

from njia.disclosure.strict.perturbing import strict

__all__ = ["strict"]
