"""Change one line of a module while it runs: functions get new code, so whoever imported them has it too."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType, ModuleType


@contextmanager
def mutated(name: str, text: str, replacement: str) -> Iterator[None]:
    """Have a module of njia.disclosure say something else; the text has to be in it exactly once."""
    module = importlib.import_module(f"njia.disclosure.{name}")
    file = inspect.getsourcefile(module)
    source = Path(file or "").read_text(encoding="utf-8")
    if source.count(text) != 1:
        raise ValueError(f"{name} has this {source.count(text)} times: {text}")
    changed = _codes(compile(source.replace(text, replacement), str(file), "exec"))
    functions = {one.__qualname__: one for one in _functions(module)}
    before = {qualname: one.__code__ for qualname, one in functions.items()}
    try:
        for qualname, one in functions.items():
            one.__code__ = changed[qualname]
        yield
    finally:
        for qualname, one in functions.items():
            one.__code__ = before[qualname]


def _codes(code: CodeType) -> dict[str, CodeType]:
    found = {}
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found[one.co_qualname] = one
            if "<locals>" not in one.co_qualname:
                found |= _codes(one)
    return found


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for one in vars(module).values():
        if getattr(one, "__module__", "") != module.__name__:
            continue
        members = vars(one).values() if isinstance(one, type) else [one]
        for member in members:
            function = member.fget if isinstance(member, property) else member
            written = isinstance(function, FunctionType) and function.__code__.co_filename == module.__file__
            if written and "<locals>" not in function.__qualname__:
                yield function
