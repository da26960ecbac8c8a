"""Faults of a Word template, told in Chinese with page and paragraph, before it is used.

A template is checked against its declaration: names it prints must be declared, tags must pair
up, and the Word file may only use what can also be printed.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from contracts.documents import closed_list, package, relations, word
from contracts.documents.closed_list import Found
from contracts.documents.declaration import Declaration
from contracts.documents.features import W, text_of
from contracts.documents.reasons import PackageRefused, Reason

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%-?(p|tr|tc|r)?\s+(.*?)\s*-?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{(r|p)?-?\s*(.*?)\s*-?\}\}", re.DOTALL)
SPACED_MARK = re.compile(r"\{%\s+(p|tr)\s")
FULL_WIDTH = re.compile(r"｛｛|｝｝|｛%|％｝|\{％|％\}|｛％|%｝|\{｛|｝\}")
TORN = re.compile(r"\{\{|\}\}|\{%|%\}")
NOT_COVERED = re.compile(r"\{\{r\s|\{%r\s|\{%-?tc\s|\{%\s*(hm|colspan|cellbg)\b|\{\{p\s")
QUOTES = str.maketrans("“”‘’\u00a0\u3000", "\"\"''  ")
OPENERS = {"if": "endif", "for": "endfor"}
ZH_OF = {"p": "{%p", "tr": "{%tr", "": "{%"}
QUOTED = 20
#: What the renderer calls a forbidden construct, in words of the office.
CONSTRUCTS = {
    "Call": "调用函数",
    "Mul": "乘法",
    "Pow": "乘方",
    "Add": "加法",
    "Sub": "减法",
    "Div": "除法",
    "FloorDiv": "除法",
    "Mod": "取余",
    "Neg": "负号",
    "Concat": "拼接",
    "Slice": "切片",
    "Dict": "字典",
}
MOST_TAGS, LONGEST_TAG, DEEPEST_LOOP = 2000, 300, 3


class Fault(NamedTuple):
    """One reason why a template may not be used: its class, and what to say."""

    reason: Reason
    text: str


class Report(NamedTuple):
    """What the linter found: faults that stop a template, advice that does not, fields printed."""

    faults: list[Fault]
    advice: list[str]
    fields: list[str]


class Place(NamedTuple):
    """A paragraph of the template: about which page, which paragraph, its text."""

    page: int
    paragraph: int
    text: str
    beside: str

    def __str__(self) -> str:
        """Write the place as the linter's messages begin."""
        short = self.text.strip()[:QUOTED]
        return f"约第{self.page}页 第{self.paragraph}段「{short}」"


class Open(NamedTuple):
    """A loop or condition that waits for its end."""

    word: str
    mark: str
    place: Place
    variable: str
    columns: frozenset[str] | None


class Linter:
    """One check of one template."""

    def __init__(self, declared: Declaration) -> None:
        """Start with the names of the declaration."""
        self.declared = declared
        self.columns = {
            table.name: frozenset(column.name for column in table.columns)
            for table in declared.tables
        }
        self.open: list[Open] = []
        self.found: list[Fault] = []
        self.printed: set[str] = set()
        self.tags = 0

    def check(self, places: Iterator[Place]) -> list[Fault]:
        """Check paragraph by paragraph, then what was never closed."""
        for place in places:
            self._paragraph(place)
            if self.tags > MOST_TAGS:
                self._say(place, f"标签太多，一份模板最多{MOST_TAGS}个", Reason.LIMIT)
                break
        for opened in self.open:
            self._say(opened.place, f"{opened.word} 没有对应的 {OPENERS[opened.word]}")
        return self.found

    def _say(self, place: Place, what: str, reason: Reason = Reason.SYNTAX) -> None:
        fault = Fault(reason, f"{place} {what}")
        if fault not in self.found:
            self.found.append(fault)

    def _paragraph(self, place: Place) -> None:
        text = place.text
        if FULL_WIDTH.search(text):
            self._say(place, "大括号或百分号是全角的，请改为半角 {{ }} 或 {% %}")
        if SPACED_MARK.search(text):
            self._say(place, "“{%”与 p、tr 之间不能有空格，应写成 {%p 或 {%tr")
        if NOT_COVERED.search(text):
            said = "使用了不支持的标签（RichText、tc、hm、colspan、cellbg 等）"
            self._say(place, said, Reason.FORBIDDEN)
        if TORN.search(TAG.sub("", text)):
            self._say(place, "标签没有写完整，缺少 }} 或 %}")
        for found in TAG.finditer(text):
            self._tag(place, found.group())
        marks = [match.group(1) for match in STATEMENT.finditer(text) if match.group(1)]
        if marks and (len(TAG.findall(text)) > 1 or place.beside):
            self._say(place, f"与 {ZH_OF[marks[0]]} 同一段（行）的其他文字会丢失，请另起一段（行）")

    def _tag(self, place: Place, tag: str) -> None:
        self.tags += 1
        if len(tag) > LONGEST_TAG:
            self._say(place, f"标签太长，最多{LONGEST_TAG}字", Reason.LIMIT)
            return
        tag = tag.translate(QUOTES)
        statement, expression = STATEMENT.fullmatch(tag), EXPRESSION.fullmatch(tag)
        if statement and SPACED_MARK.match(tag) is None and statement.group(2) != "vm":
            self._statement(place, statement.group(1) or "", statement.group(2))
        elif expression:
            self._expression(place, "{{ " + expression.group(2) + " }}")

    def _statement(self, place: Place, mark: str, text: str) -> None:
        keyword = text.split(maxsplit=1)[0] if text.split() else ""
        if keyword in OPENERS:
            self._opens(place, mark, keyword, text)
        elif keyword in {"endif", "endfor"}:
            self._closes(place, mark, keyword)
        elif keyword in {"elif", "else"}:
            if not self.open or (self.open[-1].word == "for" and keyword == "elif"):
                self._say(place, f"{keyword} 不在 if 之中")
            if keyword == "elif":
                self._expression(place, "{{ " + text.removeprefix("elif") + " }}")
        else:
            self._say(place, f"不允许的语句 {keyword}", Reason.FORBIDDEN)

    def _opens(self, place: Place, mark: str, keyword: str, text: str) -> None:
        variable, columns = "", None
        if keyword == "if":
            self._expression(place, "{{ " + text.removeprefix("if") + " }}")
        else:
            loop = re.fullmatch(r"for\s+(\w+)\s+in\s+(.+)", text, re.DOTALL)
            if loop is None:
                self._say(place, "for 的写法应为 for 变量 in 表名")
            else:
                variable = loop.group(1)
                columns = self.columns.get(loop.group(2).strip())
                self._expression(place, "{{ " + loop.group(2) + " }}")
        self.open.append(Open(keyword, mark, place, variable, columns))
        if sum(opened.word == "for" for opened in self.open) > DEEPEST_LOOP:
            self._say(place, f"循环套循环，最多{DEEPEST_LOOP}层", Reason.LIMIT)

    def _closes(self, place: Place, mark: str, keyword: str) -> None:
        if not self.open:
            self._say(place, f"多出一个 {keyword}")
            return
        opened = self.open.pop()
        if OPENERS[opened.word] != keyword:
            end = OPENERS[opened.word]
            self._say(place, f"{opened.word}（{opened.place}）应以 {end} 结束，这里是 {keyword}")
        elif opened.mark != mark:
            self._say(place, f"以 {ZH_OF[opened.mark]} 开始的要以 {ZH_OF[opened.mark]} 结束")

    def _expression(self, place: Place, source: str) -> None:
        try:
            tree = word.ENVIRONMENT.parse(source)
            word.refuse_foreign_nodes(tree)
        except TemplateSyntaxError as error:
            self._say(place, f"写法有误：{error.message}")
            return
        except word.TemplateRefused as error:
            what, _, construct = str(error).rpartition("：")
            said = CONSTRUCTS.get(construct, construct)
            self._say(place, f"{what.removeprefix('模板第1行')}：{said}", Reason.FORBIDDEN)
            return
        except RecursionError:
            self._say(place, "标签套得太深", Reason.LIMIT)
            return
        for name in tree.find_all(nodes.Name):
            self._name(place, name.name)
        for attribute in tree.find_all(nodes.Getattr):
            if isinstance(attribute.node, nodes.Name):
                self._column(place, attribute.node.name, attribute.attr)
        self._constants(place, tree)

    def _constants(self, place: Place, tree: nodes.Template) -> None:
        """Refuse names written as text: brackets take numbers only, nothing private is spelled."""
        for item in tree.find_all(nodes.Getitem):
            if not (isinstance(item.arg, nodes.Const) and type(item.arg.value) is int):
                self._say(place, "方括号里只能写数字，字段请用点号", Reason.FORBIDDEN)
        for constant in tree.find_all(nodes.Const):
            if isinstance(constant.value, str) and "__" in constant.value:
                self._say(place, f"不允许的文字 {constant.value[:QUOTED]}", Reason.FORBIDDEN)

    def _name(self, place: Place, name: str) -> None:
        loops = {opened.variable for opened in self.open if opened.word == "for"}
        known = self.declared.names | loops | ({"loop"} if loops else set())
        if name in self.declared.names:
            self.printed.add(name)
        if name not in known:
            self._say(place, f"未知字段 {name}{_meant(name, known)}", Reason.FIELD)

    def _column(self, place: Place, variable: str, attribute: str) -> None:
        for opened in reversed(self.open):
            if opened.variable == variable:
                if opened.columns is not None and attribute not in opened.columns:
                    said = f"未知列 {variable}.{attribute}{_meant(attribute, opened.columns)}"
                    self._say(place, said, Reason.FIELD)
                return


def problems(path: Path, declared: Declaration) -> list[str]:
    """List a template's faults in Chinese; an empty list means it may be used."""
    return [fault.text for fault in report(path.read_bytes(), declared).faults]


def report(data: bytes, declared: Declaration) -> Report:
    """Look through a template: what stops it, what to think of, which fields it prints."""
    try:
        parts = package.parts(data)
        root = relations.read(relations.DOCUMENT, parts[relations.DOCUMENT])
    except PackageRefused as error:
        return Report([Fault(error.reason, str(error))], [], [])
    body = root.find(W + "body")
    if body is None:
        return Report([Fault(Reason.KIND, "这个 Word 文件没有正文。")], [], [])
    places = dict(_places(body))
    linter = Linter(declared)
    found = linter.check(iter(places.values()))
    for each in closed_list.outside(parts, body):
        fault = Fault(each.reason, _told(each, places))
        if fault not in found:
            found.append(fault)
    if not found:
        found += _compiled(data)
    return Report(found, _advice(declared, linter.printed), sorted(linter.printed))


def _compiled(data: bytes) -> list[Fault]:
    try:
        word.CompiledTemplate(data)
    except word.TemplateRefused as error:
        return [Fault(Reason.FORBIDDEN, str(error))]
    except RecursionError:
        return [Fault(Reason.LIMIT, "模板的标签套得太深。")]
    return []


def _told(found: Found, places: dict[etree._Element, Place]) -> str:
    """Say what is not on the list of Word features, with page and paragraph where there is one."""
    what = found.what
    if found.reason is Reason.FEATURE:
        what = f"使用了不支持的功能“{what}”，请删去"
    if found.element is None:
        return f"这个 Word 文件{what}。"
    inside = [*found.element.iter(W + "p")]
    at = inside[min(max(found.paragraph, 1), len(inside)) - 1] if inside else None
    return f"{places[at]} {what}" if at is not None and at in places else f"正文中{what}"


def _advice(declared: Declaration, printed: set[str]) -> list[str]:
    """Name the required fields the template leaves out: allowed, but seldom meant."""
    wanted = {field.name: field.label for field in declared.fields if field.required}
    wanted |= {table.name: table.label for table in declared.tables if table.required}
    return [
        f"必填的“{label}”（{name}）没有印在这份模板里"
        for name, label in wanted.items()
        if name not in printed
    ]


def _places(root: etree._Element) -> Iterator[tuple[etree._Element, Place]]:
    """Walk the paragraphs, counting pages as far as Word left marks of them."""
    page = 1
    for number, paragraph in enumerate(root.iter(W + "p"), 1):
        page += sum(1 for _ in paragraph.iter(W + "lastRenderedPageBreak"))
        page += sum(br.get(W + "type") == "page" for br in paragraph.iter(W + "br"))
        text = text_of(paragraph)
        yield paragraph, Place(page, number, text, _beside(paragraph, text))


def _beside(paragraph: etree._Element, text: str) -> str:
    """Find what stands beside a paragraph or row tag and would be lost with it."""
    beside = TAG.sub("", text).strip()
    row = next(paragraph.iterancestors(W + "tr"), None)
    if "{%tr" in text and row is not None:
        whole = text_of(row)
        beside = TAG.sub("", whole).strip() or ("{{" in whole and "{{") or ""
    return beside


def _meant(name: str, known: frozenset[str] | set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"，是否指 {near[0]}？" if near else ""
