import re
from datetime import date

import pytest

from contracts.statutes import rulebook, wording

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}")
BOOK = rulebook.shipped()


def rule(key, region="CN"):
    return BOOK.versions(key, region=region)[0]


@pytest.mark.parametrize(
    ("region", "key", "said"),
    [
        ("CN", "cb.offer.response_deadline", "自收到要约起20日内"),
        ("ZJ", "cb.offer.response_deadline", "自收到要约起10个工作日内"),
        ("CN", "cb.renewal.window", "期满前3个月"),
        ("CN", "cb.dispute.coordination_period", "自受理申请起30日内，最多再延长15日"),
        ("CN", "cb.file.deadline.wage", "自双方首席代表签字起7日内（另一并存规定：10日）"),
        ("CN", "cb.supervise.inspect", "自生效起，未写天数"),
        ("CN", "cb.draft.quorum", "不少于全体职工代表或全体职工的2/3"),
        ("CN", "cb.draft.pass", "不少于全体职工代表或全体职工的1/2（稳妥：超过）"),
        ("CN", "cb.reps.external_cap", "不超过本方代表的1/3"),
        ("CN", "wc.reps.female_share", "与女职工占比大致相当"),
        ("CN", "cb.reps.count", "最少3，双方人数相等"),
        ("ZJ", "cb.hierarchy.local_min", "超过当地最低工资"),
        ("ZJ", "cb.reps.count", "每方≥3；规模以上企业≥5；企业方不多于职工方"),
        ("LN", "cb.reps.count", "未查到本地条文"),
    ],
)
def test_a_value_is_said_in_words(region, key, said):
    assert wording.value(rule(key, region)) == said


def test_every_code_of_every_pack_has_a_word():
    tables = wording.words().tables
    nameless = {
        (table, code)
        for pack in BOOK.packs.values()
        for held in (rule.value for rule in pack.rules)
        for table, code in (
            ("events", held.get("from_event")),
            ("bases", held.get("base") if held["type"] == "ratio" else None),
            ("units", held.get("unit")),
            ("parity", held.get("parity")),
        )
        if code is not None and code not in tables[table]
    }

    assert nameless == set()


def test_every_key_belongs_to_a_family():
    assert {wording.family(key) for key in BOOK.keys()} == set(  # noqa: SIM118 -- no mapping
        wording.words().tables["families"].values()
    )


@pytest.mark.parametrize(
    ("region", "key", "said"),
    [
        ("CN", "cb.draft.quorum", "可以拦截"),
        ("CN", "cb.term", "条文写“一般”，不合时提醒"),
        ("LN", "cb.reps.count", "本地条文未查到，沿用上级规则包"),
        ("LN", "cb.union_guidance", "本规则包未全部核对，此条只作提示，不拦截"),
        ("CN", "esign.effect", "供阅读，系统不据此核对"),
    ],
)
def test_it_is_said_whether_a_rule_may_block(region, key, said):
    assert wording.standing(rule(key, region)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "一直有效"),
        (date(2011, 1, 1), None, "2011-01-01起"),
        (date(2004, 5, 1), date(2010, 12, 31), "2004-05-01至2010-12-31"),
        (None, date(2010, 12, 31), "一直至2010-12-31"),
    ],
)
def test_a_span_names_first_and_last_day(first, last, said):
    assert wording.span(first, last) == said


def test_what_people_read_in_the_packs_is_chinese():
    said = [
        text
        for pack in BOOK.packs.values()
        for rule in pack.rules
        for text in (rule.zh, rule.note, rule.quote, *(part.note for part in rule.basis))
        if text
    ] + [pack.gaps for pack in BOOK.packs.values() if pack.gaps]

    assert [text for text in said if not CHINESE.search(text) or ENGLISH.search(text)] == []
