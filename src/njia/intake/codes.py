"""Codes out of cells: every part must match a list exactly; what does not is named, with what is nearest."""

from __future__ import annotations

import re
from functools import cached_property

from rapidfuzz import fuzz, process

from njia.gazetteer import is_unknown
from njia.vocabulary import CodeList, code_list
from njia.vocabulary.text import normalise

from .ages import age_group
from .asking import Question
from .layout import Doubted
from .taught import NO_TEXTS, Wordings
from .text import excerpt, tidy

LEAST_LIKENESS = 70.0  # of 100; below it a proposal helps nobody
LONGEST_TEXT = 2_000
_SEPARATORS = (
    re.compile(r"\s*(?:;|؛|\n|\|)\s*"),
    re.compile(r"\s*[,،、]\s*"),
    re.compile(r"\s*[/+]\s*|\s*->\s*|\s*>\s*|\s*→\s*"),
    re.compile(r"\s+(?:and|&|or|then|na|au|et|ou|puis|و|أو|እና)\s+|\s*&\s*", re.IGNORECASE),
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_ARTICLE = re.compile(r"^(?:an?|the|une?|le|la|les)\s+", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–•*·]|\(?\w[.)])\s+")


class Codes:
    """Reads the cells of one list, each text once; `taught` are an organisation's own wordings."""

    def __init__(self, list_name: str, taught: Wordings = NO_TEXTS) -> None:
        self.name = list_name
        self._taught = taught
        self._known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._proposals: dict[str, str] = {}

    @cached_property
    def _list(self) -> CodeList:
        """Load the list when a cell first asks for it: most files use few of them."""
        return code_list(self.name)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        codes = self._list.codes.values()
        return {wording.casefold(): code.id for code in codes for wording in code.wordings()}

    def read(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the codes that a cell names, in order, and the parts of it that name none."""
        if text not in self._known:
            shown = tidy(text)
            found = ([], [excerpt(shown)]) if len(shown) > LONGEST_TEXT else self._parts(shown, 0)
            self._known[text] = tuple(dict.fromkeys(found[0])), tuple(dict.fromkeys(found[1]))
        return self._known[text]

    def _parts(self, text: str, level: int) -> tuple[list[str], list[str]]:
        text = _BULLET.sub("", text).strip(" .,;:")
        code = self._match(text)
        if code:
            return [code], []
        if is_unknown(text) and not any(c.isdigit() for c in text):
            return [], []
        for at in range(level, len(_SEPARATORS)):
            pieces = [piece for piece in _SEPARATORS[at].split(text) if piece]
            if len(pieces) > 1:
                read = [self._parts(piece, at + 1) for piece in pieces]
                codes = [code for found, _ in read for code in found]
                # Behind a semicolon stands another answer; behind a comma perhaps only more words.
                if codes or at == 0:
                    return codes, [part for _, missed in read for part in missed]
        return [], [text]

    def _match(self, text: str) -> str | None:
        bare = _ASIDE.sub(" ", text).strip()
        found = self._list.match(text) or self._list.match(bare) or self._list.match(_ARTICLE.sub("", bare))
        if not found and self._taught:
            found = self._taught.get(normalise(text))
        return found or (age_group(bare) if self.name == "age_group" else None)

    def proposal(self, text: str) -> str:
        """Name the code whose wording is nearest, for a person to judge; "" when none is near."""
        near = self.nearest(text)
        return self._list.label(near) if near else ""

    def nearest(self, text: str) -> str:
        """Give the id of the code whose wording is nearest; "" when none is near."""
        if text not in self._proposals:
            self._proposals[text] = self._nearest(text)
        return self._proposals[text]

    def _nearest(self, text: str) -> str:
        best = process.extractOne(
            text[:200].casefold(), list(self._wordings), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
        )
        return self._wordings[best[0]] if best else ""


def unknown_code(codes: Codes, part: str, column: str) -> Doubted:
    """Say that a part of a cell names no code of its list, and which is nearest."""
    near = codes.proposal(part)
    proposal = f", such as '{near}'" if near else ""
    details = {"text": excerpt(part), "proposal": proposal}
    return Doubted("code_unknown", column, details, Question(codes.name, part))
