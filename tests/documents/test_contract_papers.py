"""The contracts: what was not agreed falls away and the numbering closes over the gap."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from contracts.documents import chinese, declaration, walker, word
from contracts.documents.samples import SAMPLES

SIGNED = datetime(2027, 3, 29, tzinfo=UTC)
CONTRACTS = (
    *("wage_contract", "women_contract", "cc_contract", "safety_contract"),
    "regional_contract",
)


def sample(code: str) -> dict[str, Any]:
    return json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))


def paragraphs(code: str, facts: dict[str, Any]) -> list[str]:
    docx = word.render_word(declaration.template_path(code), facts, SIGNED)
    page = etree.HTML(walker.to_html(docx))
    return ["".join(p.itertext()).strip() for p in page.iter("p", "h1", "h2", "h3")]


def numbered(lines: list[str], unit: str) -> list[str]:
    """The numbers of the chapters (章) or articles (条) in the order they are printed."""
    found = [re.match(rf"第([一二三四五六七八九十百]+){unit}\s", line) for line in lines]
    return [match[1] for match in found if match]


def headings(lines: list[str]) -> list[str]:
    found = [re.match(r"第\S+条\s+【(.+?)】", line) for line in lines]
    return [match[1] for match in found if match]


def stripped(code: str) -> dict[str, Any]:
    """The sample with everything the catalogue does not require left out."""
    facts, paper = sample(code), declaration.declaration(code)
    for field in paper.fields:
        facts[field.name] = facts[field.name] if field.required else ""
    for table in paper.tables:
        facts[table.name] = facts[table.name] if table.required else []
    return facts


@pytest.mark.parametrize("code", CONTRACTS)
@pytest.mark.parametrize("facts_of", [sample, stripped])
def test_articles_and_chapters_count_on_without_a_gap(code, facts_of):
    lines = paragraphs(code, facts_of(code))

    for unit in ("章", "条"):
        numbers = numbered(lines, unit)
        assert numbers == [chinese.numeral(place) for place in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("code", CONTRACTS)
def test_no_chapter_is_left_empty_when_only_the_required_was_agreed(code):
    lines = paragraphs(code, stripped(code))

    kinds = [match[1] for line in lines if (match := re.match(r"第\S+(章|条)\s", line))]
    assert "章章" not in "".join(kinds)
    assert kinds[-1] == "条"


def test_an_allowance_that_was_not_agreed_is_not_in_the_contract():
    facts = sample("wage_contract")

    agreed = headings(paragraphs("wage_contract", facts))
    without = headings(paragraphs("wage_contract", facts | {"night_allowance": ""}))

    assert [heading for heading in agreed if heading not in without] == ["夜班津贴"]


def test_an_extra_clause_becomes_an_article_of_its_own():
    facts = sample("wage_contract")
    clause = {"heading": "工资条公示", "words": "每月发薪后三日内公示班次和津贴。"}

    lines = paragraphs("wage_contract", facts | {"extra_clauses": [clause]})

    assert [line for line in lines if clause["words"] in line] == [
        "第二十一条　【工资条公示】每月发薪后三日内公示班次和津贴。"
    ]


def test_the_signed_contract_says_when_the_congress_passed_it_and_the_draft_that_it_must():
    facts = sample("wage_contract")

    signed = "".join(paragraphs("wage_contract", facts))
    draft = "".join(paragraphs("wage_contract", facts | {"marks": "草案", "passed_on": ""}))

    assert "已于2027年3月26日经第一届职工代表大会第一次会议审议通过" in signed
    assert "应当提交职工代表大会或者全体职工讨论通过" in draft
