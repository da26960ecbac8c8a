"""Accept or reject all tracked changes of a Word file, as ECMA-376 part 1, 17.13.5 tells to.

Written apart from the code under test: nothing of it is used here but the names of elements.
"""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACCEPT = {"keep": {"ins", "moveTo"}, "drop": {"del", "moveFrom"}}
REJECT = {"keep": {"del", "moveFrom"}, "drop": {"ins", "moveTo"}}


def accept_all(docx: bytes) -> list[tuple]:
    return content(docx, **ACCEPT, is_accepted=True)


def reject_all(docx: bytes) -> list[tuple]:
    return content(docx, **REJECT, is_accepted=False)


def plain(docx: bytes) -> list[tuple]:
    return content(docx, keep=set(), drop=set(), is_accepted=True)


def content(docx: bytes, *, keep: set[str], drop: set[str], is_accepted: bool) -> list[tuple]:
    """Give paragraphs as (style, look of runs with text) and tables as rows of cells of them."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
        lists = _lists(etree.fromstring(archive.read("word/numbering.xml")))
    names = {
        style.get(W + "styleId"): style.find(W + "name").get(W + "val")
        for style in styles.iter(W + "style")
    }
    for number in root.iter(W + "numId"):
        number.set(W + "val", lists.get(number.get(W + "val"), "none"))
    _drop_rows(root, drop)
    _settle_runs(root, keep, drop)
    _settle_properties(root, is_accepted=is_accepted)
    _join_paragraphs(root, drop)
    return [_said(block, names) for block in root[0] if block.tag in {W + "p", W + "tbl"}]


def _lists(numbering):
    """Give what each list says of its levels, however it is numbered."""
    levels = {
        each.get(W + "abstractNumId"): "".join(
            etree.tostring(level, method="c14n", exclusive=True).decode()
            for level in each.iter(W + "lvl")
        )
        for each in numbering.iter(W + "abstractNum")
    }
    return {
        each.get(W + "numId"): levels[each.find(W + "abstractNumId").get(W + "val")]
        for each in numbering.iter(W + "num")
    }


def _drop_rows(root, drop):
    for row in list(root.iter(W + "tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in drop):
            row.getparent().remove(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None:
            table.getparent().remove(table)


def _settle_runs(root, keep, drop):
    for name in drop:
        for found in [e for e in root.iter(W + name) if e.getparent().tag in {W + "p", W + "ins"}]:
            found.getparent().remove(found)
    for name in keep:
        for found in [e for e in root.iter(W + name) if e.getparent().tag == W + "p"]:
            place = found.getparent().index(found)
            for child in reversed(list(found)):
                found.getparent().insert(place, child)
            found.getparent().remove(found)
    for text in root.iter(W + "delText"):
        text.tag = W + "t"


def _settle_properties(root, *, is_accepted):
    for name in ("pPrChange", "rPrChange"):
        for change in list(root.iter(W + name)):
            properties = change.getparent()
            kept = list(change[0])
            properties.remove(change)
            if not is_accepted:
                for child in list(properties):
                    if child.tag != W + "rPr":
                        properties.remove(child)
                properties[0:0] = kept


def _join_paragraphs(root, drop):
    """Take away the marks of paragraphs that went: what is left of one joins the next."""
    for paragraph in list(root.iter(W + "p")):
        look = paragraph.find(f"{W}pPr/{W}rPr")
        if look is None or not any(look.find(W + name) is not None for name in drop):
            continue
        left = [child for child in paragraph if child.tag != W + "pPr"]
        assert left == []
        assert paragraph.getnext() is not None, "the last paragraph cannot be taken away"
        assert paragraph.getnext().tag in {W + "p", W + "tbl"}
        paragraph.getparent().remove(paragraph)


def _said(block, names):
    if block.tag == W + "tbl":
        return "table", [
            [[_said(p, names) for p in cell.iter(W + "p")] for cell in row.iter(W + "tc")]
            for row in block.iter(W + "tr")
        ]
    properties = block.find(W + "pPr")
    style = None if properties is None else properties.find(W + "pStyle")
    name = "" if style is None else names[style.get(W + "val")]
    return name, _direct(properties), _runs(block)


def _direct(properties):
    """Give the direct properties of a paragraph as text, marks of changes aside."""
    aside = {W + "rPr", W + "sectPr", W + "pStyle"}
    return [
        etree.tostring(child, method="c14n", exclusive=True).strip()
        for child in (properties if properties is not None else ())
        if child.tag not in aside
    ]


def _runs(block):
    """Give the text of a paragraph with its look, cut where the look changes."""
    found = []
    for run in block.iter(W + "r"):
        look = run.find(W + "rPr")
        said = b"" if look is None else etree.tostring(look, method="c14n", exclusive=True).strip()
        for child in run:
            if child.tag == W + "rPr" or child.tag == W + "lastRenderedPageBreak":
                continue
            text = child.text or "" if child.tag == W + "t" else f"<{etree.QName(child).localname}>"
            if found and found[-1][0] == said:
                found[-1] = (said, found[-1][1] + text)
            elif text:
                found.append((said, text))
    return found
