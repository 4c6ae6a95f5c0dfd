"""Choose routes: by collection, period, place, code, source and the number of organisations behind a path.

A `Filter` is what an address can say; `Sieve` holds a dataset ready to be filtered again and again.
"""

from njia.filters.chosen import Filter, FilterError, from_query
from njia.filters.sifting import Sieve, apply

__all__ = ["Filter", "FilterError", "Sieve", "apply", "from_query"]
