"""The policy method `guarded`: figures of few people are told less exactly, and only then withheld."""

from njia.disclosure.guarded.guarding import guarded

__all__ = ["guarded"]
