"""Change one thing of a module while it runs: functions get new code, so whoever imported them has it too."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import njia.disclosure

SOURCE = Path(njia.disclosure.__file__).parent


@dataclass(frozen=True)
class Mutation:
    """What a function of njia.disclosure says instead of `says`, or of all that it says when that is "".

    `where` is the function's name, as Class.function, after that of its module where others have it too; or
    that of a constant. `says` is written as `ast.unparse` writes it, each statement on one line, and has to
    be in it exactly once.
    """

    where: str
    says: str
    instead: str


def found(where: str) -> tuple[str, str]:
    """Give the module and the name of the one function or constant that is meant."""
    named = [(module, name) for module, name in _names() if f".{module}.{name}".endswith(f".{where}")]
    if len(named) != 1:
        raise ValueError(f"{where} is {len(named)} functions: {named}")
    return named[0]


@contextmanager
def mutated(mutation: Mutation) -> Iterator[None]:
    """Have the mutation hold for as long as the block runs."""
    in_module, name = found(mutation.where)
    module = importlib.import_module(f"njia.disclosure.{in_module}")
    functions = {one.__qualname__: one for one in _functions(module)}
    if name not in functions:
        with _with_constant(module, name, mutation.instead):
            yield
        return
    function, changed = functions[name], _changed(parsed(in_module), name, mutation)
    before = function.__code__
    _forget(module)
    function.__code__ = _codes(compile(changed, before.co_filename, "exec"))[name]
    try:
        yield
    finally:
        function.__code__ = before
        _forget(module)


def functions_of(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Give the functions and methods of a module by name; those inside of a function are a part of it."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            found |= {f"{node.name}.{one.name}": one for one in methods}
    return found


def parsed(module: str) -> ast.Module:
    """Read a module of njia.disclosure, named as a.b from there."""
    file = SOURCE / f"{module.replace('.', '/')}.py"
    return ast.parse(file.read_text(encoding="utf-8"))


def modules() -> list[str]:
    """Name all modules of njia.disclosure from there."""
    files = [file.relative_to(SOURCE).with_suffix("") for file in sorted(SOURCE.rglob("*.py"))]
    return [".".join(file.parts) for file in files]


@cache
def _names() -> list[tuple[str, str]]:
    return [
        (module, name)
        for module in modules()
        for name in (*functions_of(parsed(module)), *_constants_of(parsed(module)))
    ]


def _constants_of(tree: ast.Module) -> list[str]:
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    return [target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)]


def _changed(tree: ast.Module, name: str, mutation: Mutation) -> ast.Module:
    function = functions_of(tree)[name]
    if not mutation.says:
        function.body = ast.parse(mutation.instead).body
        return tree
    written = "\n".join(map(ast.unparse, function.body))
    if written.count(mutation.says) != 1:
        raise ValueError(f"{mutation.where} has this {written.count(mutation.says)} times: {mutation.says}")
    function.body = ast.parse(written.replace(mutation.says, mutation.instead)).body
    return tree


@contextmanager
def _with_constant(module: ModuleType, name: str, instead: str) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, eval(instead, vars(module)))
    try:
        yield
    finally:
        setattr(module, name, before)


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
        for member in vars(one).values() if isinstance(one, type) else [one]:
            function = _behind(member)
            if isinstance(function, FunctionType) and function.__code__.co_filename == module.__file__:
                yield function


def _behind(member: Any) -> Any:
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    return getattr(member, "__wrapped__", member)  # of what keeps its results


def _forget(module: ModuleType) -> None:
    """Have functions that keep their results compute them again."""
    for one in vars(module).values():
        if getattr(one, "__module__", "") == module.__name__ and hasattr(one, "cache_clear"):
            one.cache_clear()
