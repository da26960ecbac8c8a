"""Where on the pages of a PDF a part of its Word file falls, and how many lines stand before it."""

from typing import NamedTuple

from docx.oxml.ns import qn

from tests.documents import reading

SIGNING = frozenset({"签名", "落款"})


class Place(NamedTuple):
    """Where a block begins: its page, its first words, and the lines of that page before it."""

    page: int
    words: str
    lines_before: int


def signature_places(docx, data):
    """Find where each signature block of a paper begins in its PDF."""
    starts = page_starts(reading.WordText(docx), data)
    drawn = _letters(data)
    found = []
    for offset, words in _signature_blocks(reading.WordText(docx)):
        page = max(page for page, (start, _) in enumerate(starts) if start <= offset)
        start, repeated = starts[page]
        before = drawn[page][repeated : repeated + offset - start]
        found.append(Place(page + 1, words, len({height for _, height in before})))
    return found


def page_starts(word, data):
    """Tell for each page where in the whole text it begins, and how long its repeated head is."""
    whole, heads = word.whole(), word.heads()
    starts, told = [], 0
    for page in reading.pdf_pages(data):
        rest = whole[told:]
        repeated = [
            head
            for head in heads
            if told and page.startswith(head) and rest.startswith(page.removeprefix(head))
        ]
        head = repeated[0] if repeated and not rest.startswith(page) else ""
        starts.append((told, len(head)))
        told += len(page) - len(head)
    return starts


def without_repeated_heads(docx, data):
    """Join the pages of a PDF; a page may begin with the head of a table it goes on with."""
    starts = page_starts(reading.WordText(docx), data)
    pages = reading.pdf_pages(data)
    return "".join(page[head:] for page, (_, head) in zip(pages, starts, strict=True))


def _letters(data):
    pages = {}
    for glyph in reading.glyphs(data):
        if glyph.font != reading.PAGE_NUMBERS:
            letters = [(letter, glyph.height) for letter in reading.squeezed(glyph.text)]
            pages.setdefault(glyph.page, []).extend(letters)
    return [pages.get(page, []) for page in range(1, max(pages) + 1)]


def _signature_blocks(word):
    """Yield the offset and first words of each run of signature lines in the body."""
    offset, inside = 0, False
    for child in word.document.element.body:
        text = word.text_of(child)
        signs = _signs(word, child)
        if signs and not inside and text:
            yield offset, text[:12]
        inside = signs and (inside or bool(text))
        offset += len(text)


def _signs(word, child):
    styles = {
        style.get(qn("w:val"))
        for style in child.iter(qn("w:pStyle"))
        if child.tag != qn("w:sectPr")
    }
    names = {word.document.styles.element.get_by_id(style).name_val for style in styles}
    return bool(names) and names <= SIGNING
