"""The clause library is the text of the five contracts: word for word, variable by variable."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from lxml import etree

from contracts.agreements import wordings
from contracts.agreements.library import clause_types, seed
from contracts.documents import declaration, package, word
from contracts.documents.features import W, read_styles, text_of
from contracts.documents.samples import SAMPLES

ROOT = Path(__file__).parents[2]
CONTRACTS = [*wordings.DOCUMENTS.values(), wordings.AREA_DOCUMENT]
CODES = (
    [f"C{n}" for n in range(1, 19)]
    + [f"W{n}" for n in range(1, 13)]
    + [f"F{n}" for n in range(1, 11)]
    + [f"S{n}" for n in range(1, 11)]
    + [f"R{n}" for n in range(1, 8)]
)
#: Where a contract prints a variable under another name than the library's own.
NAMES = {
    ("regional_contract", "avg_growth"): ["growth_floor_pct"],
    ("regional_contract", "firm_min_wage"): ["area_min_wage"],
    "overtime": ["ot_base", "ot_workday", "ot_restday", "ot_holiday"],
    "overtime_day_cap": ["ot_day_cap"],
    "overtime_month_cap": ["ot_month_cap"],
}
COLUMNS = {"piece_rates": ["job", "quota_day", "rate"], "annual_leave": ["years", "upto", "days"]}
KEY_OF = {
    "growth_floor_pct": "avg_growth",
    "area_min_wage": "firm_min_wage",
    "ot_base": "overtime.base",
    "ot_workday": "overtime.workday",
    "ot_restday": "overtime.rest_day",
    "ot_holiday": "overtime.holiday",
    "ot_day_cap": "overtime_day_cap",
    "ot_month_cap": "overtime_month_cap",
    "s.years": "annual_leave.years",
    "s.upto": "annual_leave.upto",
    "s.days": "annual_leave.days",
    **{kind.fact: kind.key for kind in clause_types().values() if kind.fact},
}


def in_words(text: str) -> str:
    """Write the tags of a template as the library does."""
    text = re.sub(r"\{% if .*?%\}", "[", text).replace("{% else %}", "|")
    named = re.sub(
        r"\{\{ (.*?) \}\}",
        lambda m: "{" + KEY_OF.get(m[1], m[1]) + "}",
        text.replace("{% endif %}", "]"),
    )
    return re.sub(r"^【(.+?)】", "", named)


def articles_in(code: str) -> set[tuple[str, str]]:
    """Read heading and words of every article out of a Word template."""
    parts = package.parts(declaration.template_path(code).read_bytes())
    styles = read_styles(parts["word/styles.xml"])
    found: list[tuple[str, int, list[str]]] = []
    depth, loops, is_inside = 0, [], False
    for paragraph in etree.fromstring(parts["word/document.xml"]).iter(W + "p"):
        text = text_of(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = styles[style.get(W + "val")].name if style is not None else ""
        if tag := re.match(r"\{%p (if|for|endif|endfor)", text):
            depth += -1 if tag[1].startswith("end") else 1
            loops = [at for at in loops if at <= depth] + [depth] * (tag[1] == "for")
        elif next(paragraph.iterancestors(W + "tr"), None) is not None or text.startswith("{%"):
            continue
        elif name == "条款":
            heading = re.match("【(.+?)】", text)
            found.append((heading[1], depth, [in_words(text)]))
            is_inside = True
        elif name in {"章", "签名"}:
            is_inside = False
        elif is_inside and text.strip() and name != "表题":
            line = in_words(text)
            if depth > found[-1][1]:
                line = f"[{line}]*" if depth in loops else f"[{line}]"
            found[-1][2].append(line)
    return {(heading, "\n".join(lines)) for heading, _, lines in found if "{{" not in heading}


def test_the_library_has_every_clause_of_practice():
    assert [clause.code for clause in wordings.clauses()] == CODES


@pytest.mark.parametrize("code", CONTRACTS)
def test_the_library_words_every_article_exactly_as_the_contract_prints_it(code):
    library = {(each.heading, each.words) for _, each in wordings.articles_of(code)}

    assert library == articles_in(code)


@pytest.mark.parametrize("code", CONTRACTS)
def test_every_variable_of_the_library_is_printed_by_its_contract(code):
    facts = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    facts |= {"women_form": "专章"} if code == "cc_contract" else {}
    marks = set()
    for key in wordings.variables_of(code):
        if isinstance(facts.get(key), list):
            facts[key] = [dict.fromkeys(COLUMNS[key], f"〔{key}〕")]
            marks.add(f"〔{key}〕")
            continue
        printed = clause_types()[key].printed_as
        for name in NAMES.get((code, key)) or NAMES.get(key) or [printed]:
            assert name in facts
            facts[name] = f"〔{name}〕"
            marks.add(f"〔{name}〕")

    docx = word.render_word(
        declaration.template_path(code), facts, datetime(2027, 3, 29, tzinfo=UTC)
    )

    text = text_of(etree.fromstring(package.parts(docx)["word/document.xml"]))
    assert {mark for mark in marks if mark not in text} == set()


def test_every_variable_but_the_free_clauses_belongs_to_a_clause_and_none_is_unknown():
    used = {key for clause in wordings.clauses() for key in clause.variables}

    assert set(clause_types()) - used == {"text"}
    assert used - set(clause_types()) == set()


def test_every_floor_rule_is_a_rule_of_the_packs():
    packs = (ROOT / "contracts" / "statutes" / "packs").glob("*.yaml")
    text = "\n".join(path.read_text(encoding="utf-8") for path in packs)
    known = set(re.findall(r"^\s*-? ?key: (\S+)", text, re.MULTILINE))

    floors = {floor for clause in wordings.clauses() for floor in clause.floors}
    floors |= {kind.floor for kind in clause_types().values() if kind.floor}

    assert floors - known == set()


def test_every_clause_says_hint_article_and_what_both_sides_usually_want():
    rows = yaml.safe_load(yaml.safe_dump(seed()))["clauses"]

    blank = [
        (row["code"], name)
        for row in rows
        for name in ("title", "article", "hint", "positions", "articles")
        if not row[name]
    ]
    blank += [(r["code"], side) for r in rows for side, said in r["positions"].items() if not said]
    assert blank == []


def test_every_variable_has_a_type_a_hint_and_an_article():
    types = {
        *("fraction", "money", "days", "months", "hours", "minutes", "years", "day", "words"),
        *("overtime", "steps", "pieces", "text", "sentence", "phrase"),
    }

    kinds = clause_types().values()
    assert {kind.type for kind in kinds} - types == set()
    assert [kind.key for kind in kinds if not (kind.hint and kind.article and kind.title)] == []
