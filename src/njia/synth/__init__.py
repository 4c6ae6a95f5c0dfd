"""Make invented routes by the million, for tests and benchmarks. Nothing here is about anyone.

`synth` gives the dataset's tables; `synth_rows` and `write_rows` give a spreadsheet as organisations send
them, with all its untidiness.
"""

from njia.synth.rows import synth_rows, write_rows
from njia.synth.tables import synth

__all__ = ["synth", "synth_rows", "write_rows"]
