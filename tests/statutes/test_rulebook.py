import shutil
import timeit
from datetime import date
from pathlib import Path

import pytest
import yaml

from contracts.statutes import rulebook
from contracts.statutes.sheets import SheetFaulty

LAW = Path(rulebook.__file__).parent
RULE = """\
zh: 测试
en: Test
parent: null
rules:
- key: cb.offer.response_deadline
  zh: 收到要约后20日内书面回应
  en: written response in 20 days
  value: {type: duration, amount: 20, unit: natural_day, from_event: offer_received}
  basis: [{src: CC22, art: '32'}]
  scope: [ALL]
  effective_from: '2004-05-01'
  confidence: known
"""
TWIN = """\
- key: cb.offer.response_deadline
  zh: 十日
  en: ten days
  value: {type: duration, amount: 10, unit: natural_day, from_event: offer_received}
  basis: [{src: CC22, art: '32'}]
  scope: [ALL]
  effective_from: '2004-05-01'
  confidence: known
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("sources.yaml", "vocabulary.yaml"):
        shutil.copy(LAW / name, tmp_path / name)
    (tmp_path / "packs").mkdir()
    return tmp_path


def write(folder, **packs):
    for region, text in packs.items():
        (folder / "packs" / f"{region}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_pack_that_is_shipped_loads():
    book = rulebook.shipped()

    assert {region: len(pack.rules) for region, pack in book.packs.items()} == {
        "CN": 181,
        "BJ": 26,
        "SH": 45,
        "ZJ": 50,
        "HZ": 15,
        "NB": 14,
        "SD": 31,
        "HA": 42,
        "CQ": 32,
        "LN": 57,
        "SY": 13,
    }


@pytest.mark.parametrize(
    ("region", "chain"),
    [("CN", ("CN",)), ("HZ", ("HZ", "ZJ", "CN")), ("SY", ("SY", "LN", "CN"))],
)
def test_packs_are_asked_from_the_narrowest_outwards(region, chain):
    assert rulebook.shipped().chain(region) == chain


def test_in_each_pack_the_wage_rule_speaks_before_the_general_one():
    book = rulebook.shipped()
    ask = {"region": "HA", "on": date(2026, 3, 2)}

    wage = book.find("cb.reps.count", instruments=("WAGE",), **ask)
    general = book.find("cb.reps.count", instruments=("CC",), **ask)

    assert (wage.key, wage.citations) == ("cb.reps.count.wage", ["HA-W 12"])
    assert (general.key, general.citations) == ("cb.reps.count", ["HA-CC 10"])


def test_a_local_general_rule_speaks_before_the_national_wage_rule():
    book = rulebook.shipped()

    rule = book.find("cb.file.deadline", region="ZJ", instruments=("WAGE",), on=date(2026, 3, 2))

    assert (rule.pack, rule.citations) == ("ZJ", ["ZJ-CC 34"])


def test_a_gap_is_passed_over_and_named():
    book = rulebook.shipped()
    ask = {"region": "SY", "instruments": ("WAGE",), "on": date(2026, 3, 2)}

    rule = book.find("cb.reps.count", **ask)

    assert rule.pack == "CN"
    assert [str(gap) for gap in book.gaps("cb.reps.count", **ask)] == ["LN:cb.reps.count"]


def test_all_versions_of_a_key_can_be_listed():
    book = rulebook.shipped()

    assert [str(rule) for rule in book.versions("cb.norm.90pct.old", region="LN")] == [
        "LN:cb.norm.90pct.old"
    ]
    assert "cb.offer.response_deadline" in book.keys()  # noqa: SIM118 -- a list of its own


def test_a_look_up_takes_no_more_than_five_microseconds_once_warm():
    book = rulebook.shipped()
    ask = {"region": "SY", "instruments": ("WAGE",), "on": date(2026, 3, 2)}
    book.find("cb.offer.response_deadline", **ask)

    best = min(
        timeit.repeat(lambda: book.find("cb.offer.response_deadline", **ask), number=2000, repeat=5)
    )

    assert best / 2000 <= 5e-6


def test_what_is_uncertain_never_blocks_and_a_partial_pack_blocks_rule_by_rule():
    packs = rulebook.shipped().packs
    blocking = {str(rule) for pack in packs.values() for rule in pack.rules if rule.may_block}

    assert not any(rule.may_block for rule in packs["CN"].rules if rule.is_uncertain)
    assert "LN:cb.draft.to_congress" in blocking
    assert "LN:cb.union_guidance" not in blocking
    assert "LN:cb.register.query_system" not in blocking
    assert "SY:cb.liability.refusal" not in blocking
    assert "CN:cb.draft.quorum" in blocking


@pytest.mark.parametrize("written", ["true", "false", "partial"])
def test_a_pack_says_whether_it_may_block(folder, written):
    write(folder, CN=RULE.replace("parent: null", f"parent: null\nenforceable: {written}"))

    rule = rulebook.load(folder).packs["CN"].rules[0]

    assert rule.may_block is (written == "true")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("confidence: known", "confidense: known", 12, "规则没有 confidense 这一项"),
        ("confidence: known", "confidence: sure", 12, "不认识的把握程度 sure"),
        ("scope: [ALL]", "scope: [WAGES]", 10, "不认识的适用范围 WAGES"),
        ("  scope: [ALL]\n", "", 5, "缺少 scope"),
        ("  effective_from: '2004-05-01'\n", "", 5, "缺少 effective_from"),
        ("src: CC22", "src: CC23", 9, "CC23 不在 sources.yaml 中"),
        ("basis: [{src: CC22, art: '32'}]", "basis: []", 9, "缺少 basis"),
        ("amount: 20", "amount: twenty", 8, "期限 twenty 不是天数"),
        ("amount: 20", "ammount: 20", 8, "值没有 ammount 这一项"),
        ("unit: natural_day", "unit: week", 8, "单位 week 无法识别"),
        ("offer_received}", "offer_recieved}", 8, "起算事件 offer_recieved 无法识别"),
        ("offer_received}", "offer_received, direction: back}", 8, "方向 back 无法识别"),
        ("from_event: offer_received}", "who: union}", 8, "值缺少 from_event"),
        ("type: duration", "type: span", 8, "没有已知的 type：span"),
        ("'2004-05-01'", "'2004-05-41'", 11, "不是日期"),
        ("'2004-05-01'", "'2004-05-01'\n  effective_to: '2004-04-30'", 12, "早于生效日"),
        ("confidence: known", "confidence: known\n  severity: stop", 13, "severity 只能是"),
        ("confidence: known", "confidence: known\n  status: draft", 13, "不认识的状态 draft"),
        ("confidence: known", "confidence: known\n  zh: 又一次", 13, "重复的字段 zh"),
        ("parent: null", "parent: null\ncolour: red", 4, "规则包没有 colour 这一项"),
        ("parent: null", "enforceable: some", 3, "enforceable 应为"),
        ("rules:", "rulez:", 4, "规则包没有 rulez 这一项"),
        ("zh: 测试\n", "", 1, "规则包缺少 zh"),
        ("- key", "- 又一条\n- key", 4, "不是“名称: 值”的形式"),
        ("{src: CC22, art: '32'}", "CC22 32", 9, "不是“名称: 值”的形式"),
        ("{type: duration", "20 # {", 8, "没有已知的 type"),
        ("key: cb", "key: 'cb", 5, "不是有效的 YAML"),
    ],
)
def test_a_wrong_pack_is_refused_with_file_line_and_reason(folder, old, new, line, reason):
    write(folder, CN=RULE.replace(old, new, 1))

    with pytest.raises(SheetFaulty, match=reason) as refusal:
        rulebook.load(folder)

    assert refusal.value.file == "CN.yaml"
    assert refusal.value.line == line or reason == "不是有效的 YAML"
    assert str(refusal.value).startswith(f"CN.yaml 第{refusal.value.line}行：")


@pytest.mark.parametrize(
    "value",
    [
        "{type: ratio, num: 4, den: 3, op: gte, base: all_reps}",
        "{type: ratio, num: 1, den: 0, op: gte, base: all_reps}",
        "{type: ratio, num: 1, den: null, op: gte, base: all_reps}",
        "{type: composite, manager_max: 3/2}",
    ],
)
def test_a_fraction_over_one_is_refused(folder, value):
    text = RULE.replace(
        "{type: duration, amount: 20, unit: natural_day, from_event: offer_received}", value
    )

    with pytest.raises(SheetFaulty, match=r"CN\.yaml 第8行：.*不是一个不大于一的分数"):
        rulebook.load(write(folder, CN=text))


def test_a_share_with_an_unknown_operator_is_refused(folder):
    text = RULE.replace(
        "{type: duration, amount: 20, unit: natural_day, from_event: offer_received}",
        "{type: ratio, num: 1, den: 2, op: most, base: all_reps}",
    )

    with pytest.raises(SheetFaulty, match="比较方式 most 无法识别"):
        rulebook.load(write(folder, CN=text))


def test_two_rules_of_one_key_and_scope_on_one_day_are_refused(folder):
    with pytest.raises(SheetFaulty, match=r"CN\.yaml 第13行：.*与第5行的同名规则在同一天都有效"):
        rulebook.load(write(folder, CN=RULE + TWIN))


def test_a_new_version_follows_the_day_after_the_old_one_ends(folder):
    old = RULE.replace("'2004-05-01'", "'2004-05-01'\n  effective_to: '2025-12-31'")
    new = TWIN.replace("2004-05-01", "2026-01-01")
    book = rulebook.load(write(folder, CN=old + new))

    def amount(on):
        rule = book.find("cb.offer.response_deadline", region="CN", instruments=("CC",), on=on)
        return rule.value["amount"]

    assert (amount(date(2025, 12, 31)), amount(date(2026, 1, 1))) == (20, 10)


@pytest.mark.parametrize("parent", ["XX", "AA"])
def test_a_parent_that_is_missing_or_comes_round_is_refused(folder, parent):
    with pytest.raises(SheetFaulty, match="不存在或互为上级"):
        rulebook.load(write(folder, AA=RULE.replace("parent: null", f"parent: {parent}")))


def test_on_and_off_are_words_and_numbers_with_a_point_are_exact(folder):
    write(folder, CN=RULE.replace("zh: 测试", "zh: 测试\ngaps: off"))

    assert rulebook.load(folder).packs["CN"].gaps == "off"


def test_every_rule_names_a_source_and_reads_as_its_file_does():
    for file in (LAW / "packs").glob("*.yaml"):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        rules = rulebook.shipped().packs[file.stem].rules

        assert [rule.key for rule in rules] == [entry["key"] for entry in raw["rules"]]
        assert all(rule.source for rule in rules)


def test_a_source_without_a_title_is_refused(folder):
    (folder / "sources.yaml").write_text("CC22: {level: dept_rule}\n", encoding="utf-8")

    with pytest.raises(SheetFaulty, match=r"sources\.yaml 第1行：来源 CC22 缺少 title"):
        rulebook.load(write(folder, CN=RULE))
