"""The hub's messages: gather them from the sources, and make what Django reads of their translations.

python tools/messages.py           writes src/njia_hub/locale/*/LC_MESSAGES/django.po and .mo anew
python tools/messages.py --check   exits with 1, and says what is stale or not yet said

Babel does what GNU gettext would: a clean machine has no xgettext. English is the language of the sources.
Swahili must be complete; the others may wait for somebody who speaks them. The core's problems and
measures are among the messages, because the hub shows them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from njia.intake.personal import WORDS
from njia.measures import MEASURES
from njia.problems import CATALOGUE

HUB = Path(__file__).resolve().parent.parent / "src" / "njia_hub"
COMPLETE, OTHERS = ("sw",), ("ar", "fr", "am")
# What Django calls gettext's functions where it is imported under the usual names.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
PLURALS = {
    "sw": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "am": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; "
    "plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same sources give the same bytes
HEADER = "# Messages of Njia's hub. Gathered by tools/messages.py; only the translations are written by hand."


def main() -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing, and fail when something is stale"
    )
    is_check = parser.parse_args().check
    faults = [fault for language in (*COMPLETE, *OTHERS) for fault in _language(language, is_check)]
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


def _language(language: str, is_check: bool) -> Iterator[str]:
    folder = HUB / "locale" / language / "LC_MESSAGES"
    po, mo = folder / "django.po", folder / "django.mo"
    catalogue = _merged(language, po)
    texts, binary = io.BytesIO(), io.BytesIO()
    write_po(texts, catalogue, width=110, no_location=True, omit_header=False)
    write_mo(binary, catalogue)
    for file, content in ((po, texts.getvalue()), (mo, binary.getvalue())):
        if is_check and (not file.is_file() or file.read_bytes() != content):
            yield f"{file.name} of '{language}' is stale: run python tools/messages.py"
        elif not is_check:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    yield from _faults(language, catalogue)


def _merged(language: str, po: Path) -> Catalog:
    """Put the translations that there are to the messages that are wanted now; others are dropped."""
    there = (
        read_po(io.BytesIO(po.read_bytes()), locale=language) if po.is_file() else Catalog(locale=language)
    )
    merged = Catalog(
        language, "messages", HEADER, "Njia", "1", creation_date=EPOCH, revision_date=EPOCH, fuzzy=False
    )
    merged.mime_headers = [
        ("Language", language),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", PLURALS[language]),
    ]
    for key, context in sorted(wanted(), key=lambda found: (str(found[0]), str(found[1]))):
        old = there.get(key[0] if isinstance(key, tuple) else key, context)
        merged.add(key, _translated(old, key, merged.num_plurals), context=context)
    return merged


def _translated(old: Message | None, key: str | tuple[str, ...], forms: int) -> str | tuple[str, ...]:
    if isinstance(key, tuple):
        said = old.string if old and isinstance(old.string, list | tuple) else ()
        return tuple(said) if len(said) == forms else ("",) * forms
    return old.string if old and isinstance(old.string, str) else ""


def wanted() -> set[tuple[str | tuple[str, ...], str | None]]:
    """Gather every message: of the hub's Python and templates, and the core's that the hub shows."""
    found: set[tuple[str | tuple[str, ...], str | None]] = set()
    for file in sorted(HUB.rglob("*.py")):
        if "migrations" not in file.parts:
            found |= set(_of_python(file.read_text(encoding="utf-8")))
    for file in sorted(HUB.rglob("templates/**/*.*")):
        found |= set(_of_template(file.read_text(encoding="utf-8"), str(file)))
    found |= {(words, None) for words in WORDS.values()}
    for kind in CATALOGUE.values():
        found |= {(kind.message, None), (kind.remedy, None), (kind.in_form, None)}
    for measure in MEASURES.values():
        found |= {(measure.title, None), (measure.denominator, None)}
        found |= {(column.title, None) for column in measure.columns}
    return {(key, context) for key, context in found if key}


def _of_python(source: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    aliases = dict(re.findall(r"\b(n?p?gettext(?:_lazy|_noop)?) as (\w+)", source))
    keywords = KEYWORDS | {short: KEYWORDS.get(long) for long, short in aliases.items()}
    try:
        extracted = list(extract_python(io.BytesIO(source.encode()), list(keywords), [], {}))
    except tokenize.TokenError:
        return
    for _line, function, messages, _comments in extracted:
        yield from _message(keywords.get(function), messages)


def _message(
    spec: tuple[int | tuple[int, str], ...] | None, messages: object
) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    given = messages if isinstance(messages, tuple | list) else (messages,)
    context, keys = None, []
    for position in spec or (1,):
        if isinstance(position, tuple):
            context = given[position[0] - 1]
        elif len(given) >= position:
            keys.append(given[position - 1])
    if keys and all(isinstance(key, str) and key for key in keys):
        yield (tuple(keys) if len(keys) > 1 else keys[0]), context


def _of_template(text: str, name: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    from django.utils.translation.template import templatize

    yield from _of_python(templatize(text, origin=name))


def _faults(language: str, catalogue: Catalog) -> Iterator[str]:
    missing = 0
    for message in catalogue:
        if not message.id:
            continue
        said = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if not all(said):
            missing += 1
        keys = message.id if isinstance(message.id, list | tuple) else (message.id,)
        for text in filter(None, said):
            # A singular need not repeat its number.
            if not _holes(text) <= _holes(keys[-1]) or (len(keys) == 1 and _holes(text) != _holes(keys[0])):
                yield f"{language}: '{keys[0]}' has other gaps to fill than its translation"
    if missing and language in COMPLETE:
        yield f"{language}: {missing} messages are not said yet"


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w+\}", text))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.hub.installation import make

    make()
    import django

    django.setup()
    raise SystemExit(main())
