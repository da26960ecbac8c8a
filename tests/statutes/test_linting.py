from datetime import date
from pathlib import Path

import pytest

from contracts.statutes import linting, packfiles
from contracts.statutes.linting import Grounds
from tests.statutes.packs import ENDED, LAW, NEXT, RULE, folder_at, write

KEY = "cb.offer.response_deadline"
EXAMPLES = {f"CN:{KEY}"}
WITHOUT = "! CN.yaml 第6行：{} 没有例子（tests/statutes/cases 或 tests/asking/cases）"


@pytest.fixture
def said(tmp_path):
    folder = folder_at(tmp_path)
    words = packfiles.vocabulary(folder)

    def said(text, *, examples=EXAMPLES, keys=(KEY,), on=date(2026, 12, 1), read=()):
        write(folder, CN=text)
        grounds = Grounds(words, examples, keys, on, read)
        found = linting.check(folder / "packs" / "CN.yaml", grounds)
        return [str(remark) for remark in found]

    return said


def test_nothing_is_said_of_a_pack_in_order(said):
    assert said(RULE) == []


def test_every_fault_is_named_and_not_the_first_alone(said):
    text = RULE.replace("scope: [ALL]", "scope: [WAGES]") + NEXT.replace("CC22", "CC23")

    assert said(text) == [
        "✗ CN.yaml 第11行：不认识的适用范围 WAGES",
        f"✗ CN.yaml 第18行：{KEY} 引用的 CC23 不在 sources.yaml 中",
    ]


def test_versions_that_overlap_are_an_error(said):
    assert said(RULE + NEXT) == [f"✗ CN.yaml 第14行：{KEY}（ALL）与第6行的同名规则在同一天都有效"]


def test_days_between_two_versions_are_an_error(said):
    text = ENDED + NEXT.replace("2026-07-01", "2026-08-01")

    assert said(text) == [
        f"✗ CN.yaml 第15行：{KEY}（ALL）在 2026-07-01 至 2026-07-31 没有任何版本有效"
    ]


def test_versions_that_follow_each_other_are_in_order(said):
    assert said(ENDED + NEXT) == []


def test_a_rule_that_computes_without_an_example_is_a_warning(said):
    assert said(RULE, examples=()) == [WITHOUT.format(KEY)]


@pytest.mark.parametrize(
    ("on", "remarks"),
    [
        (date(2026, 1, 30), ["✗ CN.yaml 第1行：核对日 2026-01-31 在今天以后"]),
        (date(2026, 1, 31), []),
        (date(2027, 1, 31), []),
        (
            date(2027, 2, 1),
            ["! CN.yaml 第1行：上次核对条文是 2026-01-31，已超过12个月，请重新核对"],
        ),
    ],
)
def test_a_stale_review_day_is_a_warning_and_a_future_one_an_error(said, on, remarks):
    assert said(RULE, on=on) == remarks


def test_a_pack_without_a_review_day_is_an_error(said):
    assert said(RULE.replace("reviewed_on: '2026-01-31'\n", "")) == [
        "✗ CN.yaml 第1行：没有写上次核对条文的日子（reviewed_on）"
    ]


PROSE = RULE.replace(
    "value: {type: duration, amount: 20, unit: natural_day, from_event: offer_received}",
    "value: {type: bool, value: true}\n  prose: true",
)


def test_words_alone_need_no_example_and_days_are_never_words_alone(said):
    assert "prose: true" in PROSE
    assert said(PROSE, examples=()) == []
    assert said(RULE.replace("  confidence", "  prose: true\n  confidence")) == [
        f"✗ CN.yaml 第13行：{KEY} 有数可算，不能标为纯文字（prose）"
    ]


def test_words_alone_that_a_check_reads_are_a_warning(said):
    assert said(PROSE, read={KEY}) == [
        f"! CN.yaml 第6行：{KEY} 有检查或期限在用，不能标为纯文字（prose），请补例子"
    ]


@pytest.mark.parametrize(
    ("known", "examples", "remarks"),
    [
        (
            KEY,
            (),
            [
                WITHOUT.format("cb.offer.reponse_deadline"),
                f"! CN.yaml 第6行：代码 cb.offer.reponse_deadline 只在这里出现，是不是应为 {KEY}？",
            ],
        ),
        (KEY, {"CN:cb.offer.reponse_deadline"}, []),
        ("wc.offer.response_deadline", {"CN:cb.offer.reponse_deadline"}, []),
    ],
)
def test_a_key_nobody_knows_or_tried_that_looks_like_one_is_a_warning(
    said, known, examples, remarks
):
    text = RULE.replace("response_deadline", "reponse_deadline")

    assert said(text, examples=examples, keys=(known,)) == remarks


def test_the_shipped_packs_have_no_errors_and_an_example_for_each_rule():
    words = packfiles.vocabulary(LAW)
    files = sorted((LAW / "packs").glob("*.yaml"))
    packs = {file.stem: packfiles.load(file, words) for file in files}
    keys = linting.known_keys(packs, read_by_checks=())
    examples = linting.examples(
        [Path(__file__).parent / "cases", Path(__file__).parents[1] / "asking" / "cases"]
    )
    grounds = Grounds(words, examples, keys, date(2026, 11, 24))

    said = [r for file in files for r in linting.check(file, grounds)]

    assert [str(r) for r in said if r.is_error] == []
    assert [str(r) for r in said if "没有例子" in r.text] == []


def test_examples_name_their_region_beside_the_rule_or_above_it(tmp_path):
    (tmp_path / "one.yaml").write_text(
        "- {rule: cb.term, region: ZJ}\n- {region: SH, asks: [{rule: cb.sign.by}]}\n",
        encoding="utf-8",
    )

    assert linting.examples([tmp_path]) == {"ZJ:cb.term", "SH:cb.sign.by"}
