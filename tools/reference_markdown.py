"""Pieces of the generated pages: paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

from njia.codebook import markdown_row


def paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (text, "")


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> Iterator[str]:
    yield markdown_row(head)
    yield markdown_row(["---"] * len(head))
    for row in rows:
        yield markdown_row(row)
    yield ""
