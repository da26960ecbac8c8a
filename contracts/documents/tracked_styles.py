"""Styles and lists that only the old of two Word files has, brought into the new one."""

import copy

from lxml import etree

from contracts.documents.features import W, value
from contracts.documents.tracked_atoms import canonical

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
STYLED = ("pStyle", "rStyle", "tblStyle")


def adopt(document: etree._Element, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Make the old document's styles and lists mean the same in the new package.

    Styles go by their name; one the new package lacks is copied into it. Lists are copied where
    the two packages number differently.
    """
    if before.get(STYLES) != after.get(STYLES) and STYLES in before and STYLES in after:
        _adopt_styles(document, before, after)
    if before.get(NUMBERING) != after.get(NUMBERING) and NUMBERING in before and NUMBERING in after:
        _adopt_lists(document, before, after)


def _adopt_styles(
    document: etree._Element, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    old, new = etree.fromstring(before[STYLES]), etree.fromstring(after[STYLES])
    old_styles = {style.get(W + "styleId", ""): style for style in old.iter(W + "style")}
    by_name = {_name(style): style.get(W + "styleId", "") for style in new.iter(W + "style")}
    taken = set(by_name.values())
    for element in [each for name in STYLED for each in document.iter(W + name)]:
        style = old_styles.get(value(element))
        if style is None:
            continue
        if _name(style) not in by_name:
            identity = _free(value(element), taken)
            taken.add(identity)
            by_name[_name(style)] = identity
            made = copy.deepcopy(style)
            made.set(W + "styleId", identity)
            new.append(made)
        element.set(W + "val", by_name[_name(style)])
    after[STYLES] = etree.tostring(new, xml_declaration=True, encoding="UTF-8", standalone=True)


def _name(style: etree._Element) -> tuple[str, str]:
    return style.get(W + "type", ""), value(style.find(W + "name"))


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name


def _adopt_lists(
    document: etree._Element, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    old, new = etree.fromstring(before[NUMBERING]), etree.fromstring(after[NUMBERING])
    numbers = {each.get(W + "numId", ""): each for each in old.iter(W + "num")}
    known = {_meaning(each, new): each.get(W + "numId", "") for each in new.iter(W + "num")}
    highest = max((int(each.get(W + "numId", "0")) for each in new.iter(W + "num")), default=0)
    moved: dict[str, str] = {}
    for element in document.iter(W + "numId"):
        number = numbers.get(value(element))
        if number is None:
            continue
        if value(element) not in moved:
            same = known.get(_meaning(number, old))
            if same is None:
                highest += 1
                same = _copy_list(number, old, new, highest)
            moved[value(element)] = same
        element.set(W + "val", moved[value(element)])
    after[NUMBERING] = etree.tostring(new, xml_declaration=True, encoding="UTF-8", standalone=True)


def _meaning(number: etree._Element, root: etree._Element) -> bytes:
    """Return what a list is, its levels included."""
    return canonical(number) + canonical(_levels(number, root))


def _levels(number: etree._Element, root: etree._Element) -> etree._Element | None:
    wanted = value(number.find(W + "abstractNumId"))
    found = (each for each in root.iter(W + "abstractNum"))
    return next((each for each in found if each.get(W + "abstractNumId") == wanted), None)


def _copy_list(
    number: etree._Element, old: etree._Element, new: etree._Element, identity: int
) -> str:
    """Copy a list with its levels under new numbers; levels stand before lists in the part."""
    levels = _levels(number, old)
    used = [int(each.get(W + "abstractNumId", "0")) for each in new.iter(W + "abstractNum")]
    abstract = str(max(used, default=0) + 1)
    if levels is not None:
        copied = copy.deepcopy(levels)
        copied.set(W + "abstractNumId", abstract)
        new.insert(len(used), copied)
    made = copy.deepcopy(number)
    made.set(W + "numId", str(identity))
    link = made.find(W + "abstractNumId")
    if link is not None:
        link.set(W + "val", abstract)
    new.append(made)
    return str(identity)
