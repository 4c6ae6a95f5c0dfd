"""What the hub's map shows now: prepared once for the data of a day, added up anew for every filter."""

from njia.live.adding import MapCounts
from njia.live.preparing import Prepared

__all__ = ["MapCounts", "Prepared"]
