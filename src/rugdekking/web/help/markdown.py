"""Turns the Markdown of a page into the look of the site. What is not on its list is shown as the text that it is."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rugdekking.web.ui import drawing

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# The address that a link leads to for this reader, such as `/noordmeer/norm/` for `desk:norm`; empty: to nowhere.
Resolve = Callable[[str], str]

HEADINGS: Final = {"h2": "nl-heading nl-heading--level-2", "h3": "nl-heading nl-heading--level-3"}
LISTS: Final = {
    "bullet_list": ("ul", "utrecht-unordered-list"),
    "ordered_list": ("ol", "utrecht-ordered-list"),
}


def drawn(text: str, resolve: Resolve) -> SafeString:
    """`text` as HTML. Every word is escaped; every link goes through `resolve`."""
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(_parser().parse(text)).children, resolve)


@cache
def _parser() -> "MarkdownIt":
    """Only what the schema of shipped pages allows (`content.schema.writing`)."""
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["heading", "list", "blockquote", "link", "emphasis", "newline"])


def _blocks(nodes: "Sequence[SyntaxTreeNode]", resolve: Resolve) -> SafeString:
    return format_html_join("\n", "{}", ((_block(node, resolve),) for node in nodes))


def _block(node: "SyntaxTreeNode", resolve: Resolve) -> SafeString:
    if node.type == "heading":
        tag = node.tag if node.tag in HEADINGS else "h3"
        return format_html('<{} class="{}">{}</{}>', tag, HEADINGS[tag], _inside(node, resolve), tag)
    if node.type in LISTS:
        tag, name = LISTS[node.type]
        lines = format_html_join("", "<li>{}</li>", ((_blocks_of_an_item(item, resolve),) for item in node.children))
        # A list that goes on after a heading goes on counting.
        start = format_html(' start="{}"', node.attrs["start"]) if "start" in node.attrs else ""
        return format_html('<{} class="{}"{}>{}</{}>', tag, name, start, lines, tag)
    if node.type == "blockquote":
        return drawing.notice(_blocks(node.children, resolve), "info", "", 2)
    return format_html('<p class="nl-paragraph">{}</p>', _inside(node, resolve))


def _blocks_of_an_item(item: "SyntaxTreeNode", resolve: Resolve) -> SafeString:
    """One line without the paragraph around it; a longer item as it is."""
    if len(item.children) == 1 and item.children[0].type == "paragraph":
        return _inside(item.children[0], resolve)
    return _blocks(item.children, resolve)


def _inside(node: "SyntaxTreeNode", resolve: Resolve) -> SafeString:
    return format_html_join("", "{}", _spans(node.children, resolve))


def _spans(nodes: "Sequence[SyntaxTreeNode]", resolve: Resolve) -> Iterator[tuple[SafeString | str]]:
    for node in nodes:
        inner = format_html_join("", "{}", _spans(node.children, resolve))
        if node.type == "text":
            yield (node.content,)
        elif node.type in {"softbreak", "hardbreak"}:
            yield (" ",)
        elif node.type == "strong":
            yield (format_html("<strong>{}</strong>", inner),)
        elif node.type == "link":
            yield (_link(str(node.attrs.get("href", "")), inner, resolve),)
        else:
            yield (inner,)


def _link(target: str, text: SafeString, resolve: Resolve) -> SafeString:
    address = resolve(target)
    return format_html('<a class="nl-link" href="{}">{}</a>', address, text) if address else text
