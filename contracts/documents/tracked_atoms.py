"""The smallest pieces of a Word paragraph: a stretch of text, a tab, a break, with their look."""

import copy
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from contracts.documents.features import W, tag
from contracts.documents.redline_pairs import pieces

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Elements that only wrap runs; their text is read as if they were not there.
WRAPPERS = frozenset("hyperlink smartTag sdt sdtContent customXml ins moveTo".split())
REVISION_ID = re.compile(r"^(rsid|paraId|textId)")


class Atom(NamedTuple):
    """A piece of a run: its look (properties as canonical XML), and its text or its element."""

    look: bytes
    text: str
    xml: bytes


def canonical(element: etree._Element | None) -> bytes:
    """Write an element in one form, without Word's marks of editing sessions."""
    if element is None:
        return b""
    clean = copy.deepcopy(element)
    clean.tail = None
    for each in clean.iter():
        for name in [n for n in each.attrib if REVISION_ID.match(etree.QName(n).localname)]:
            del each.attrib[name]
    return etree.tostring(clean, method="c14n", exclusive=True)


def runs(parent: etree._Element) -> Iterator[etree._Element]:
    """Return the runs of a paragraph in order, those inside wrappers too."""
    for child in parent:
        name = tag(child) if isinstance(child.tag, str) else ""
        if name == "r":
            yield child
        elif name in WRAPPERS:
            yield from runs(child)


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the pieces of a paragraph."""
    found: list[Atom] = []
    for run in runs(paragraph):
        look = canonical(run.find(W + "rPr"))
        for child in run:
            if child.tag == W + "t":
                found += [Atom(look, text, b"") for text in pieces(child.text or "")]
            elif child.tag not in {W + "rPr", W + "lastRenderedPageBreak"}:
                found.append(Atom(look, "", canonical(child)))
    return found


def written(found: Iterable[Atom], *, is_deleted: bool = False) -> list[etree._Element]:
    """Write pieces as runs again; deleted text is ``w:delText``, as the format asks."""
    made: list[etree._Element] = []
    look: bytes | None = None
    for atom in found:
        if not made or atom.look != look:
            run = etree.Element(W + "r")
            if atom.look:
                run.append(etree.fromstring(atom.look))
            made.append(run)
            look = atom.look
        if atom.xml:
            made[-1].append(etree.fromstring(atom.xml))
        else:
            _add_text(made[-1], atom.text, W + ("delText" if is_deleted else "t"))
    return made


def _add_text(run: etree._Element, text: str, name: str) -> None:
    last = run[-1] if len(run) else None
    if last is None or last.tag != name:
        last = etree.SubElement(run, name)
        last.set(XML_SPACE, "preserve")
        last.text = ""
    last.text = (last.text or "") + text
