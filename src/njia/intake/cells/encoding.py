"""Which encoding a text file is in, told by its bytes alone."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from .limits import MEBIBYTE

_SAMPLE_BYTES = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "mac_roman", "cp1256")
_USUAL = frozenset("éèêëàâäçîïôöùûüñáíóúãõÉÈÊÀÇÎÔœ’‘“”–—…°«»\u00a0")


@dataclass(frozen=True)
class Encoding:
    """An encoding's name, and whether it was told for sure or only judged likely."""

    name: str
    sure: bool
    damaged: bool = False  # UTF-8 with some bytes that are none


def detect(file: BinaryIO) -> Encoding:
    """Tell the encoding of a whole file; its position afterwards is the start."""
    file.seek(0)
    sample = file.read(_SAMPLE_BYTES)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return _rewound(file, Encoding(name, sure=True))
    wide = _utf16_without_mark(sample)
    if wide:
        return _rewound(file, Encoding(wide, sure=True))
    odd_bytes = _first_not_utf8(file, sample)
    if odd_bytes is None:
        return _rewound(file, Encoding("utf-8", sure=True))
    shown = odd_bytes.decode("utf-8", "replace")
    letters = sum(c > "\x7f" and c != "\ufffd" for c in shown)
    if letters > 10 * shown.count("\ufffd"):
        return _rewound(file, Encoding("utf-8", sure=False, damaged=True))
    best = max(_LEGACY, key=lambda name: _plausible(odd_bytes.decode(name, "replace")))
    return _rewound(file, Encoding(best, sure=False))


def _rewound(file: BinaryIO, encoding: Encoding) -> Encoding:
    file.seek(0)
    return encoding


def _utf16_without_mark(sample: bytes) -> str | None:
    """Every second byte of Latin text in UTF-16 is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _first_not_utf8(file: BinaryIO, sample: bytes) -> bytes | None:
    """Give the first piece of the file that is not UTF-8, with the start of the file; None if all is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    while piece := file.read(MEBIBYTE):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return sample if not _is_utf8(sample) else piece
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return sample[-64:]
    return None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _plausible(text: str) -> float:
    """Judge how much decoded text looks like French, English, Swahili or Arabic."""
    score = 0.0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char <= "\x7f":
            continue
        if "\u0600" <= char <= "\u06ff":
            among_own = "\u0600" <= before <= "\u06ff" or "\u0600" <= after <= "\u06ff"
            score += 1 if among_own else -2
        elif char == "\ufffd":
            score -= 3
        elif char in _USUAL:
            score += -1 if char.isupper() and before.islower() else 1
        else:
            score -= 0.5
    return score
