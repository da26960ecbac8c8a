"""Do to a Word file what people do to a draft: words, style, paragraphs and rows moved and gone."""

from lxml import etree

from contracts.documents import package
from contracts.documents.features import W

KINDS = ["words", "words", "style", "drop", "double", "move", "row"]


def edited(docx, edits):
    """Return the file after edits (kind, which block, where in it, words)."""
    parts = package.parts(docx)
    root = etree.fromstring(parts["word/document.xml"])
    for kind, at, to, words in edits:
        blocks = [each for each in root[0] if each.tag != W + "sectPr"]
        EDITS[kind](blocks, blocks[at % len(blocks)], to, words)
    parts["word/document.xml"] = etree.tostring(root)
    return packed(parts)


def packed(parts):
    names = package.ordered(parts)
    return package.join([(n.encode(), *package.pack(n.encode(), parts[n])) for n in names])


def put_words(_, block, to, words):
    texts = list(block.iter(W + "t"))
    if not texts and block.tag == W + "p":
        texts = [etree.SubElement(etree.SubElement(block, W + "r"), W + "t")]
    if texts:
        found = texts[to % len(texts)]
        found.text = (found.text or "")[: to % (len(found.text or "") + 1)] + words


def change_style(blocks, block, to, _):
    styles = list(block.iter(W + "pStyle"))
    donors = [style for each in blocks for style in each.iter(W + "pStyle")]
    if styles:
        styles[0].set(W + "val", donors[to % len(donors)].get(W + "val"))


def drop(blocks, block, *_):
    if len(blocks) > 2 and block is not blocks[-1]:
        block.getparent().remove(block)


def double(blocks, block, *_):
    if block is not blocks[-1]:
        block.addnext(etree.fromstring(etree.tostring(block)))


def move(blocks, block, to, _):
    if block is not blocks[-1]:
        blocks[to % (len(blocks) - 1)].addprevious(block)


def drop_row(_, block, to, __):
    rows = list(block.iter(W + "tr"))
    if len(rows) > 1:
        rows[0].getparent().remove(rows[to % len(rows)])


EDITS = {
    "words": put_words,
    "style": change_style,
    "drop": drop,
    "double": double,
    "move": move,
    "row": drop_row,
}
