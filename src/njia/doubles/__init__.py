"""Likely doubles: routes that may report the same journey. A person decides, never the program."""

from njia.doubles.index import Double, Doubles, likely_doubles
from njia.doubles.likeness import LEAST_LIKENESS, Likeness, Sign, likeness

__all__ = ["LEAST_LIKENESS", "Double", "Doubles", "Likeness", "Sign", "likely_doubles", "likeness"]
