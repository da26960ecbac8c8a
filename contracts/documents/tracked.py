"""Two Word files as one with real tracked changes (修订), which Word accepts or rejects.

“Accept all” turns the file into exactly the new text with its styles, “reject all” into the old
one, row by row in tables too. (ECMA-376 part 1, 17.13.5: ``w:ins``, ``w:del``, a paragraph's mark
and a table's row carry theirs in ``w:rPr`` and ``w:trPr``; a change of style is ``w:pPrChange``.)
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree
from rapidfuzz import fuzz

from contracts.documents import package, tracked_styles
from contracts.documents.features import W, text_of
from contracts.documents.redline_pairs import pairs, spans
from contracts.documents.tracked_atoms import Atom, atoms, canonical, written

DOCUMENT = "word/document.xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
#: How alike two paragraphs or rows must be (0 to 1) to be shown as one that was changed.
LEAST = 0.5
#: What two paragraphs of other style lose in likeness: a change of words is the better guess.
OTHER_STYLE = 0.05


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, table or row with what it is compared by, worked out once."""

    element: etree._Element
    whole: bytes
    text: str
    look: bytes
    first_cell: str = ""

    @property
    def is_table(self) -> bool:
        """Test whether it is a table."""
        return bool(self.element.tag == W + "tbl")


@dataclass(slots=True)
class Marker:
    """Who made the changes, and when; counts them, as each needs a number of its own."""

    author: str
    on: datetime
    count: int = field(default=0)

    def mark(self, name: str) -> etree._Element:
        """Make a mark of a change (``ins``, ``del``, ``pPrChange``)."""
        self.count += 1
        made = etree.Element(W + name)
        made.set(W + "id", str(self.count))
        made.set(W + "author", self.author)
        made.set(W + "date", f"{self.on:%Y-%m-%dT%H:%M:%SZ}")
        return made


def tracked(old: bytes, new: bytes, *, author: str, on: datetime) -> bytes:
    """Return the new Word file with everything that differs from the old one as tracked changes.

    Both files must be our own (stored papers); headers, footers and page set-up are the new one's.

    :raises PackageRefused: if a file is no Word file we open.
    """
    before, after = package.parts(old), package.parts(new)
    root_old = etree.fromstring(before[DOCUMENT], PARSER)
    root_new = etree.fromstring(after[DOCUMENT], PARSER)
    tracked_styles.adopt(root_old, before, after)
    body_old, body_new = root_old[0], root_new[0]
    blocks = list(_blocks(_parts_of(body_old), _parts_of(body_new), Marker(author, on)))
    for child in list(body_new):
        if child.tag != W + "sectPr":
            body_new.remove(child)
    for place, block in enumerate(blocks):
        body_new.insert(place, block)
    after[DOCUMENT] = etree.tostring(
        root_new, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return package.join(
        [
            (name.encode(), *package.pack(name.encode(), after[name]))
            for name in package.ordered(after)
        ]
    )


def _parts_of(parent: etree._Element) -> list[Block]:
    """Return the paragraphs and tables of a body, out of their content controls."""
    found: list[Block] = []
    for child in parent:
        if child.tag in {W + "p", W + "tbl"}:
            is_table = child.tag == W + "tbl"
            look = _frame(child) if is_table else canonical(child.find(W + "pPr"))
            found.append(Block(child, canonical(child), text_of(child), look))
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            found += _parts_of(child)
    return found


def _blocks(old: list[Block], new: list[Block], marker: Marker) -> Iterator[etree._Element]:
    """Merge two sequences of paragraphs and tables.

    The last paragraph of a body cannot be taken away: the two last ones are one that changed.
    """
    last = None
    if old and new and not (old[-1].is_table or new[-1].is_table):
        last = old[-1].element, new[-1].element
        old, new = old[:-1], new[:-1]
    for before, after in pairs(old, new, likeness=_likeness, least=LEAST):
        if before is not None and after is not None:
            merge = _table if after.is_table else _paragraph
            yield merge(before.element, after.element, marker)
        elif before is not None:
            yield _whole(before.element, "del", marker)
        elif after is not None:
            yield _whole(after.element, "ins", marker)
    if last:
        yield _paragraph(*last, marker)


def _likeness(old: Block, new: Block) -> float:
    """Return how alike two blocks are: 1 the same, 0 never to be paired."""
    if old.whole == new.whole:
        return 1.0
    if old.is_table != new.is_table:
        return 0.0
    ratio = fuzz.ratio(old.text, new.text) / 100
    if old.is_table:
        return 0.5 + ratio / 2.5 if old.look == new.look else 0.0
    return min(ratio, 0.999) - (0 if old.look == new.look else OTHER_STYLE)


# ------------------------------------------------------------------------------ paragraphs


def _paragraph(old: etree._Element, new: etree._Element, marker: Marker) -> etree._Element:
    """Return a paragraph that stayed, with what changed in it."""
    before, after = atoms(old), atoms(new)
    if before == after and canonical(old.find(W + "pPr")) == canonical(new.find(W + "pPr")):
        return copy.deepcopy(new)
    made = etree.Element(W + "p")
    made.extend(_properties(old.find(W + "pPr"), new.find(W + "pPr"), marker))
    for span in spans(before, after):
        gone, come = before[span.first : span.last], after[span.start : span.end]
        if span.is_equal:
            made.extend(written(come))
        else:
            made.extend(_changed(gone, "del", marker))
            made.extend(_changed(come, "ins", marker))
    return made


def _changed(found: Sequence[Atom], name: str, marker: Marker) -> list[etree._Element]:
    if not found:
        return []
    made = marker.mark(name)
    made.extend(written(found, is_deleted=name == "del"))
    return [made]


def _properties(
    old: etree._Element | None, new: etree._Element | None, marker: Marker
) -> list[etree._Element]:
    """Return the new properties of a paragraph, the old ones kept as a tracked change of look."""
    made = etree.Element(W + "pPr") if new is None else copy.deepcopy(new)
    kept = etree.Element(W + "pPr") if old is None else copy.deepcopy(old)
    look_new, look_old = _take_look(made), _take_look(kept)
    change = None
    if canonical(made) != canonical(kept):
        change = marker.mark("pPrChange")
        change.append(kept)
    if canonical(look_new) != canonical(look_old):
        changed = marker.mark("rPrChange")
        changed.append(look_old)
        look_new.append(changed)
    if len(look_new):
        made.append(look_new)
    if change is not None:
        made.append(change)
    return [made] if len(made) else []


def _take_look(properties: etree._Element) -> etree._Element:
    """Take the look of the paragraph's mark out of its properties; sections end in the body."""
    look = properties.find(W + "rPr")
    for name in ("rPr", "sectPr", "pPrChange"):
        for found in properties.findall(W + name):
            properties.remove(found)
    return etree.Element(W + "rPr") if look is None else look


def _whole(block: etree._Element, name: str, marker: Marker) -> etree._Element:
    """Return a whole paragraph or table that came or went."""
    if block.tag == W + "tbl":
        made = copy.deepcopy(block)
        for row in list(made.findall(W + "tr")):
            made.replace(row, _whole_row(row, name, marker))
        return made
    made = etree.Element(W + "p")
    properties = block.find(W + "pPr")
    properties = etree.Element(W + "pPr") if properties is None else copy.deepcopy(properties)
    look = _take_look(properties)
    look.insert(0, marker.mark(name))
    properties.append(look)
    made.append(properties)
    made.extend(_changed(atoms(block), name, marker))
    return made


# ------------------------------------------------------------------------------ tables


def _frame(table: etree._Element) -> bytes:
    return canonical(table.find(W + "tblPr")) + canonical(table.find(W + "tblGrid"))


def _table(old: etree._Element, new: etree._Element, marker: Marker) -> etree._Element:
    """Return a table that stayed, row by row: changed, gone, come."""
    made = etree.Element(W + "tbl")
    made.extend([copy.deepcopy(each) for each in new if each.tag != W + "tr"])
    for before, after in pairs(_rows(old), _rows(new), likeness=_row_likeness, least=LEAST):
        if before is not None and after is not None:
            made.append(_row(before.element, after.element, marker))
        elif before is not None:
            made.append(_whole_row(before.element, "del", marker))
        elif after is not None:
            made.append(_whole_row(after.element, "ins", marker))
    return made


def _rows(table: etree._Element) -> list[Block]:
    """Return the rows of a table; their look is everything of them but the words."""
    found = []
    for row in table.findall(W + "tr"):
        first = row.find(W + "tc")
        name = "" if first is None else text_of(first)
        look = b"\0".join(_skeleton(row))
        found.append(Block(row, canonical(row), text_of(row), look, name))
    return found


def _row_likeness(old: Block, new: Block) -> float:
    """Return how alike two rows are; rows built otherwise are never one row that changed."""
    if old.whole == new.whole:
        return 1.0
    if old.look != new.look:
        return 0.0
    is_same = bool(old.first_cell) and old.first_cell == new.first_cell
    ratio = fuzz.ratio(old.text, new.text) / 100
    return min(ratio / 2 + (0.45 if is_same else 0.0), 0.999) if is_same else ratio * 0.9


def _skeleton(row: etree._Element) -> list[bytes]:
    """Return everything of a row but the words: its properties, its cells', their paragraphs'."""
    found = [canonical(row.find(W + "trPr"))]
    for cell in row.findall(W + "tc"):
        found.append(b"cell" + canonical(cell.find(W + "tcPr")))
        for child in cell:
            if child.tag == W + "p":
                found.append(canonical(child.find(W + "pPr")))
            elif child.tag != W + "tcPr":
                found.append(canonical(child))
    return found


def _row(old: etree._Element, new: etree._Element, marker: Marker) -> etree._Element:
    made = copy.deepcopy(new)
    before = [p for cell in old.findall(W + "tc") for p in cell.findall(W + "p")]
    after = [p for cell in made.findall(W + "tc") for p in cell.findall(W + "p")]
    for was, now in zip(before, after, strict=True):
        _replace(now, _paragraph(was, now, marker))
    return made


def _whole_row(row: etree._Element, name: str, marker: Marker) -> etree._Element:
    made = copy.deepcopy(row)
    properties = made.find(W + "trPr")
    if properties is None:
        properties = etree.Element(W + "trPr")
        first = next((n for n, each in enumerate(made) if each.tag == W + "tc"), 0)
        made.insert(first, properties)
    properties.append(marker.mark(name))
    for paragraph in list(made.iter(W + "p")):
        _replace(paragraph, _whole(paragraph, name, marker))
    return made


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)
