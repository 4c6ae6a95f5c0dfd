"""What a command says when it cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """A command cannot be done; its text is what the person is told."""


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors that a person can mend into a Failure that says how."""
    from njia.dataset import NotADataset
    from njia.gazetteer import GazetteerError
    from njia.network import NetworkError

    try:
        yield
    except (GazetteerError, NetworkError, NotADataset) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        what = error.strerror or type(error).__name__
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{what}.") from error
