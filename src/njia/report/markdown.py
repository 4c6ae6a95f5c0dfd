"""The coordinator's texts: Markdown into a small tree of blocks, and that tree into HTML.

The tree is plain data, so that a template prints it without ever reading it as its own language. Raw HTML
is text, a link is its text and its address, and an image is its description: nothing is loaded.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Block = dict[str, Any]
Span = dict[str, Any]

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 12})
_INLINE_MARKS = {"strong": "bold", "em": "italic"}


def parse(text: str) -> list[Block]:
    """Read Markdown into blocks: paragraph, heading, list, quote, code and rule."""
    return _blocks(iter(_PARSER.parse(text)))


def _blocks(tokens: Iterator[Token], until: str = "") -> list[Block]:
    """Read tokens up to the one that closes, or all of them."""
    blocks: list[Block] = []
    for token in tokens:
        if token.type == until:
            break
        block = _block(token, tokens)
        if block is not None:
            blocks.append(block)
    return blocks


def _block(token: Token, tokens: Iterator[Token]) -> Block | None:
    match token.type:
        case "paragraph_open":
            return {"kind": "paragraph", "spans": _inside(tokens, "paragraph_close")}
        case "heading_open":
            level = int(token.tag[1:])
            return {"kind": "heading", "level": level, "spans": _inside(tokens, "heading_close")}
        case "bullet_list_open" | "ordered_list_open":
            start = token.attrGet("start")
            ordered = token.type.startswith("ordered")
            items = _items(tokens, token.type.replace("open", "close"))
            return {
                "kind": "list",
                "ordered": ordered,
                "start": int(start) if start is not None else 1,
                "items": items,
            }
        case "blockquote_open":
            return {"kind": "quote", "blocks": _blocks(tokens, "blockquote_close")}
        case "code_block" | "fence":
            return {"kind": "code", "text": token.content.rstrip("\n")}
        case "hr":
            return {"kind": "rule"}
        case _:
            return None


def _items(tokens: Iterator[Token], until: str) -> list[list[Block]]:
    items = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "list_item_open":
            items.append(_blocks(tokens, "list_item_close"))
    return items


def _inside(tokens: Iterator[Token], until: str) -> list[Span]:
    spans: list[Span] = []
    for token in tokens:
        if token.type == until:
            break
        spans += _spans(token.children or [])
    return spans


def _spans(tokens: Sequence[Token]) -> list[Span]:
    """Read inline tokens; bold and italic are kept, a link ends with its address in brackets."""
    spans: list[Span] = []
    marks: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if name in _INLINE_MARKS and side == "open":
            marks.append(_INLINE_MARKS[name])
        elif name in _INLINE_MARKS:
            marks.remove(_INLINE_MARKS[name])
        elif token.type == "link_open":
            links.append((len(spans), str(token.attrGet("href") or "")))
        elif token.type == "link_close":
            spans += _address(spans, *links.pop())
        elif token.type in ("softbreak", "hardbreak"):
            spans.append({"text": "\n" if token.type == "hardbreak" else " "})
        elif token.content:
            extra = {"code": True} if token.type == "code_inline" else {}
            spans.append({"text": token.content, **dict.fromkeys(marks, True), **extra})
    return spans


def _address(spans: list[Span], start: int, href: str) -> list[Span]:
    """Give a link's address as text, unless the link's text is that address already."""
    shown = "".join(span["text"] for span in spans[start:])
    bare = href.removeprefix("mailto:")
    return [] if not bare or bare == shown else [{"text": f" ({bare})"}]


def to_html(blocks: Sequence[Block], top_heading: int = 3) -> str:
    """Write the blocks as HTML in which nothing but Njia's own tags is markup."""
    return "".join(_html(block, top_heading) for block in blocks)


def _html(block: Block, top_heading: int) -> str:
    match block["kind"]:
        case "paragraph":
            return f"<p>{_html_spans(block['spans'])}</p>"
        case "heading":
            tag = f"h{min(6, top_heading + block['level'] - 1)}"
            return f"<{tag}>{_html_spans(block['spans'])}</{tag}>"
        case "list":
            items = "".join(f"<li>{to_html(item, top_heading)}</li>" for item in block["items"])
            return f'<ol start="{block["start"]}">{items}</ol>' if block["ordered"] else f"<ul>{items}</ul>"
        case "quote":
            return f"<blockquote>{to_html(block['blocks'], top_heading)}</blockquote>"
        case "code":
            return f"<pre>{html.escape(block['text'])}</pre>"
        case _:
            return "<hr>"


def _html_spans(spans: Sequence[Span]) -> str:
    parts = []
    for span in spans:
        text = html.escape(span["text"]).replace("\n", "<br>")
        for mark, tag in (("code", "code"), ("italic", "em"), ("bold", "strong")):
            if span.get(mark):
                text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)
