"""What is not written from the figures: contributors, own texts, how to read, caveats and trace."""

from __future__ import annotations

from njia.report import markdown
from njia.report.document import Block, Markdown, Paragraphs, Section, Table, TableColumn, TableRow
from njia.report.facts import Facts


def contributors(facts: Facts) -> Section:
    """Name the organisations that agreed to be named, or say how many there were."""
    words, named = facts.words, facts.bundle.network.contributors
    if not named:
        text = words.say("front.contributors_unnamed", count=facts.figure("organisations"))
        return Section("contributors", words.say("front.contributors"), "", (Paragraphs((text,)),))
    text = words.say("front.contributors_text", count=len(named))
    names = Paragraphs((" · ".join(named),))
    return Section("contributors", words.say("front.contributors"), "", (Paragraphs((text,)), names))


def text(facts: Facts, key: str) -> Section | None:
    """Give one of the coordinator's texts, or Njia's default for it; None when there is neither."""
    written = getattr(facts.bundle.network.texts, key).strip() or default_text(facts, key)
    if not written:
        return None
    blocks: tuple[Block, ...] = (Markdown(tuple(markdown.parse(written))),)
    return Section(key, facts.words.say(f"front.{key}"), "", blocks)


def default_text(facts: Facts, key: str) -> str:
    """Give Njia's own text for a slot, in Markdown; empty for a slot that has none."""
    defaults = facts.words.texts("default")
    return defaults.get(key, "")


def reading(facts: Facts) -> Section:
    """How to read the report."""
    return _items(facts, "read")


def caveats(facts: Facts) -> Section:
    """What the figures cannot say."""
    return _items(facts, "caveats")


def _items(facts: Facts, key: str) -> Section:
    words = facts.words
    paragraphs = Paragraphs(tuple(words.phrases(f"{key}.items")))
    return Section(key, words.say(f"{key}.heading"), "", (paragraphs,))


def trace(facts: Facts) -> Section:
    """From which data and by which version the report was made."""
    words, bundle = facts.words, facts.bundle
    said = words.say(
        "trace.text", version=bundle.version, fingerprint=bundle.fingerprint, policy=bundle.policy.name
    )
    blocks: list[Block] = [Paragraphs((said,))]
    if bundle.sources:
        columns = (
            TableColumn(words.say("column.file"), "strong", 1.0),
            TableColumn(words.say("column.sha256"), "code", 1.9),
        )
        rows = tuple(TableRow((source.name, source.sha256)) for source in bundle.sources)
        blocks.append(Table(words.say("trace.table"), columns, rows))
    return Section("trace", words.say("trace.heading"), "", tuple(blocks))
