"""Read a contract that came back edited in Word: its articles, and who changed what in them.

The file is hostile until proved otherwise: only its words are read, nothing of it is rendered,
followed or kept. Tracked changes are read both ways: the text once all are accepted, and each
change with its author. What belongs to no article is kept apart, never dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from contracts.documents import package
from contracts.documents.features import W, read_styles, tag, value
from contracts.documents.reasons import PackageRefused, Reason

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
)
MOST_PARAGRAPHS = 5000
MOST_LETTERS = 400_000
HEADING = re.compile(r"^\s*(?:第[〇零一二三四五六七八九十百\d]+条)?[\s　]*【([^】\n]{1,60})】")
CHAPTER = re.compile(r"^\s*第[〇零一二三四五六七八九十百\d]+章[\s　]*(.*)$")
UNHEADED_PLACE = "没有【标题】的条款"
CAPTION_STYLE = "表题"
ARTICLE_STYLE, CHAPTER_STYLE, CLOSING_STYLES = "条款", "章", {"签名", "落款"}
#: Other texts of a Word file that an editor may have written in.
ASIDE = {
    "word/comments.xml": ("批注", "comment"),
    "word/footnotes.xml": ("脚注", "footnote"),
    "word/endnotes.xml": ("尾注", "endnote"),
}
#: What is no text, or text a second time for older programs.
UNSAID = {"pPr", "rPr", "instrText", "delText", "delInstrText", "Fallback"}
FRAMES = re.compile(r"word/(header|footer)\d*\.xml")
PICTURES = {"drawing", "pict", "object", "sym", "oMath"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One tracked change: who put in or took out (``ins``, ``del``) which words, on which day."""

    kind: str
    author: str
    on: str
    text: str


@dataclass(slots=True)
class Passage:
    """An article, or what stands outside of articles (``heading`` empty: its place says where).

    ``lines`` are paragraphs, ``captions`` titles of tables and ``tables`` rows of cells, all
    changes accepted.
    """

    place: str
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the paragraphs of the article without its heading."""
        return "\n".join(self.lines)

    @property
    def text(self) -> str:
        """Return everything it says, tables too, one row a line."""
        rows = ["　".join(cells) for table in self.tables for cells in table]
        return "\n".join([*self.lines, *self.captions, *rows])


@dataclass(slots=True)
class Edited:
    """A contract as it came back.

    ``outside`` are the passages before, between and after the articles; ``asides`` comments and
    notes as (where, words); ``pictures`` counts what is no text and cannot be taken over.
    """

    articles: list[Passage]
    outside: list[Passage]
    asides: list[tuple[str, str]]
    pictures: int

    @property
    def marks(self) -> list[Mark]:
        """Return every tracked change of the text."""
        return [mark for passage in [*self.articles, *self.outside] for mark in passage.marks]


def read(data: bytes) -> Edited:
    """Return the articles of a Word file and everything beside them.

    :raises PackageRefused: if it is no Word file we open, or far too long for a contract.
    """
    parts = package.parts(data)
    try:
        root = etree.fromstring(parts[DOCUMENT], PARSER)
        styles = read_styles(parts[STYLES]) if STYLES in parts else {}
        asides = list(_asides(parts))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageRefused(Reason.BROKEN, "文件内部有误，请在 Word 中另存一次再上传") from error
    _refuse_too_long(root)
    names = {identity: style.name for identity, style in styles.items()}
    reader = Reader(names)
    body = root.find(W + "body")
    reader.walk(body if body is not None else root)
    pictures = sum(1 for each in root.iter() if isinstance(each.tag, str) and tag(each) in PICTURES)
    return Edited(reader.articles, [p for p in reader.outside if p.text], asides, pictures)


def _refuse_too_long(root: etree._Element) -> None:
    paragraphs = sum(1 for _ in root.iter(W + "p"))
    letters = sum(len(each.text or "") for each in root.iter(W + "t", W + "delText"))
    if paragraphs > MOST_PARAGRAPHS or letters > MOST_LETTERS:
        found = f"文件太长（{paragraphs}段、{letters}字）"
        most = f"最多{MOST_PARAGRAPHS}段、{MOST_LETTERS}字"
        raise PackageRefused(Reason.SIZE, f"{found}，{most}；请只上传合同文本")


def _asides(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Return comments and notes with who wrote them; separators of notes say nothing."""
    for name, (where, element) in ASIDE.items():
        if name not in parts:
            continue
        for each in etree.fromstring(parts[name], PARSER).iter(W + element):
            said = "\n".join(filter(None, (Line(p).text for p in each.iter(W + "p"))))
            if said.strip():
                author = each.get(W + "author", "").strip()[:60]
                yield (f"{where}（{author}）" if author else where), said
    for name in sorted(filter(FRAMES.fullmatch, parts)):
        lines = (Line(p).text for p in etree.fromstring(parts[name], PARSER).iter(W + "p"))
        if said := "\n".join(filter(str.strip, lines)):
            yield "页眉页脚", said


class Reader:
    """Sort paragraphs and tables into articles, in the order of the file."""

    def __init__(self, styles: dict[str, str]) -> None:
        """Start before the first chapter; ``styles`` are style names by their ids."""
        self.styles = styles
        self.articles: list[Passage] = []
        self.outside: list[Passage] = [Passage("首部")]
        self.now = self.outside[0]
        self.carried = ""

    def walk(self, parent: etree._Element) -> None:
        """Read the blocks of a body, those in content controls too."""
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag in {
                W + "sdt",
                W + "sdtContent",
                W + "customXml",
                W + "ins",
                W + "moveTo",
            }:
                self.walk(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        line = Line(paragraph)
        text = self.carried + line.text
        self.carried = text if line.is_joined else ""
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), "")
        if line.is_joined:
            self.now.marks += line.marks
            return
        if style == CHAPTER_STYLE or (CHAPTER.match(text) and not HEADING.match(text)):
            self._outside("章名")
        elif found := HEADING.match(text):
            self.now = Passage("条款", heading=found[1].strip())
            self.articles.append(self.now)
            text = text[found.end() :]
        elif style == ARTICLE_STYLE and text.strip():
            self._outside(UNHEADED_PLACE)
        elif style in CLOSING_STYLES:
            self._outside("尾部")
        self.now.marks += line.marks
        if style == CAPTION_STYLE and text.strip():
            self.now.captions.append(text.strip())
        elif text.strip() or (self.now.heading and not self.now.lines):
            self.now.lines.append(text.strip())

    def _outside(self, place: str) -> None:
        self.now = Passage(place)
        self.outside.append(self.now)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[str]] = []
        for row in table.iter(W + "tr"):
            is_gone = row.find(f"{W}trPr/{W}del") is not None
            lines = [[Line(p) for p in cell.iter(W + "p")] for cell in row.iter(W + "tc")]
            self.now.marks += [mark for cell in lines for line in cell for mark in line.marks]
            if not is_gone:
                rows.append(["".join(line.text for line in cell).strip() for cell in lines])
        if any(any(cells) for cells in rows):
            self.now.tables.append(rows)


class Line:
    """One paragraph with all changes accepted, and the changes themselves."""

    def __init__(self, paragraph: etree._Element) -> None:
        """Read the paragraph."""
        self.marks: list[Mark] = []
        self.text = "".join(self._read(paragraph))
        look = paragraph.find(f"{W}pPr/{W}rPr")
        self.is_joined = look is not None and look.find(W + "del") is not None

    def _read(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            name = tag(child) if isinstance(child.tag, str) else ""
            if name in {"del", "moveFrom"}:
                self._mark("del", child)
            elif name in {"ins", "moveTo"}:
                self._mark("ins", child)
                yield from self._read(child)
            elif name in UNSAID:
                continue
            elif name == "t":
                yield child.text or ""
            elif name in {"br", "cr"}:
                yield "\n"
            elif name == "tab":
                yield "\t"
            else:
                yield from self._read(child)

    def _mark(self, kind: str, element: etree._Element) -> None:
        text = "".join(each.text or "" for each in element.iter(W + "t", W + "delText"))
        if text:
            day = element.get(W + "date", "")[:10]
            self.marks.append(Mark(kind, element.get(W + "author", "").strip()[:60], day, text))


def who(marks: Sequence[Mark]) -> list[str]:
    """Return the people who made tracked changes, in the order they appear."""
    return list(dict.fromkeys(mark.author or "（未署名）" for mark in marks))
