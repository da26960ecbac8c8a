"""A faulty case file is refused before anything is played: line, field, and what would be right."""

from pathlib import Path

import pytest
from django.core.management import call_command

from workflow.cases import casefile
from workflow.cases.reader import CaseFileFaulty

STORY = """\
case: 试演
region: CN
parameters: {min_wage_month: 1850, roll_holiday: false, effective_offset: 16}
calendar: {off: [2027-04-05], workdays: []}
organisations:
  county: {kind: federation, name: 望海县总工会}
  firm: {kind: employer, name: 海峰厂, legal_rep: qu, headcount: {total: 40}}
  union: {kind: union, of: firm, parent: county, name: 海峰厂工会, chair: sun}
  chamber: {kind: employer_organisation, area: 木业, name: 木业商会}
standing:
  old: {what: agreement, kind: wage, of: firm, from: 2026-04-01, to: 2027-03-31}
  cg: {what: congress, of: firm}
people:
  sun: {name: 孙立军, works_at: firm}
  qu: {name: 曲连海, level: 企业负责人}
acts:
- {on: 2027-01-04, by: union, do: bargaining.open, as: r1, with: {kind: wage, scope: enterprise}}
- on: 2027-01-08
  by: union
  do: bargaining.offer
  to: r1
  with: {made_by: workers, topics: [增幅], received_on: 2027-01-08, renewal: false}
  expect: {stage: offer, due: {DL_OFFER_REPLY: 2027-01-28}, issued: [offer_letter]}
- on: 2027-01-20
  by: union
  do: agreements.draft
  as: a1
  to: r1
  with: {kind: wage, similarity: 41%, clauses: {avg_growth: 5%, pay_day: 15}}
at_end:
- {as_of: 2027-02-01, for: county, expect: {indicators: {签订数: 0}}}
"""
# what is written instead → the line of the fault, and words its message must hold
FAULTS = {
    "unknown top key": ("region: CN", "regoin: CN", 2, ["regoin", "是不是“region”"]),
    "no title": ("case: 试演\n", "", 1, ["缺少“case”"]),
    "title with nothing": ("case: 试演", "case: ''", 1, ["case", "空"]),
    "unknown region": ("region: CN", "region: GD", 2, ["“GD” 不是规则包", "ZJ"]),
    "money that is a word": ("1850", "很多", 3, ["min_wage_month", "不是数字"]),
    "money below zero": ("1850", "-5", 3, ["min_wage_month", "不小于 0"]),
    "yes for a flag": ("roll_holiday: false", "roll_holiday: yes", 3, ["true 或 false", "“yes”"]),
    "unknown parameter": ("roll_holiday", "roll_holidays", 3, ["是不是“roll_holiday”"]),
    "day off that is none": ("[2027-04-05]", "[2027-04-31]", 4, ["off[1]", "不是日期"]),
    "off and worked": ("workdays: []", "workdays: [2027-04-05]", 4, ["2027-04-05", "上班"]),
    "unknown kind": ("kind: federation", "kind: party", 6, ["“party”", "labour_department"]),
    "organisation without a name": (", name: 望海县总工会", "", 6, ["缺少字段：name"]),
    "organisation in a circle": (
        "name: 望海县总工会",
        "name: 望海县总工会, parent: union",
        6,
        ["圈", "county、union"],
    ),
    "parent nobody knows": ("parent: county", "parent: city", 8, ["“city”", "organisations"]),
    "parent that is a firm": ("parent: county", "parent: firm", 8, ["不是上级工会"]),
    "union of a federation": ("of: firm, parent", "of: county, parent", 8, ["“county”不是企业"]),
    "union of nothing": ("of: firm, parent", "parent", 8, ["of", "area"]),
    "two unions in a firm": (
        "kind: employer_organisation, area: 木业",
        "kind: union, of: firm",
        8,
        ["已经有一个工会"],
    ),
    "name of 301 characters": ("海峰厂,", f"{'长' * 301},", 7, ["301 字", "300"]),
    "count below zero": ("total: 40", "total: -1", 7, ["headcount.total", "整数"]),
    "count that is a fraction": ("total: 40", "total: 40.5", 7, ["headcount.total", "整数"]),
    "head nobody knows": ("chair: sun", "chair: moon", 8, ["chair", "people", "qu、sun"]),
    "standing agreement of no kind": ("agreement, kind: wage,", "agreement,", 11, ["缺少", "kind"]),
    "standing term backwards": ("to: 2027-03-31", "to: 2025-03-31", 11, ["早于"]),
    "standing thing of no sort": ("what: congress", "what: party", 12, ["“party”", "congress"]),
    "person works nowhere known": ("works_at: firm", "works_at: mill", 14, ["works_at", "mill"]),
    "unknown level": ("level: 企业负责人", "level: 老板", 15, ["“老板”", "企业负责人"]),
    "one name for two": ("  sun: {name", "  firm: {name", 14, ["“firm”", "organisations"]),
    "no such day": ("on: 2027-01-04", "on: 2027-02-30", 17, ["acts[1].on", "不是日期"]),
    "day written otherwise": ("on: 2027-01-04", "on: 2027/1/4", 17, ["2027-01-08 这样"]),
    "act without a day": ("{on: 2027-01-04, by", "{by", 17, ["缺少“on”"]),
    "act by nobody": ("by: union, do: bargaining.open", "do: bargaining.open", 17, ["缺少“by”"]),
    "act by a stranger": (
        "{on: 2027-01-04, by: union",
        "{on: 2027-01-04, by: mayor",
        17,
        ["mayor"],
    ),
    "unknown act": (
        "do: bargaining.offer",
        "do: bargaining.ofer",
        20,
        ["是不是“bargaining.offer”"],
    ),
    "act without do": ("  do: bargaining.offer\n", "", 18, ["缺少“do”"]),
    "act about nothing": (
        "  do: bargaining.offer\n  to: r1\n",
        "  do: bargaining.offer\n",
        18,
        [
            "缺少“to”",
            "一轮协商",
        ],
    ),
    "act about something unmade": ("offer\n  to: r1", "offer\n  to: r9", 21, ["“r9”", "as", "r1"]),
    "act about the wrong thing": (
        "offer\n  to: r1",
        "offer\n  to: cg",
        21,
        ["“cg”是职代会", "一轮"],
    ),
    "before the act above": ("on: 2027-01-20", "on: 2027-01-07", 24, ["早于上一个动作", "01-08"]),
    "name used twice": ("  as: a1", "  as: r1", 27, ["“r1”已经起过"]),
    "name of a person": ("  as: a1", "  as: sun", 27, ["“sun”已经是"]),
    "unknown field of an act": ("received_on:", "recieved_on:", 22, ["是不是“received_on”"]),
    "missing field of an act": ("topics: [增幅], ", "", 22, ["缺少字段：topics"]),
    "act without data": (
        ", with: {kind: wage, scope: enterprise}",
        "",
        17,
        ["缺少“with”", "scope"],
    ),
    "list that is a word": ("topics: [增幅]", "topics: 增幅", 22, ["topics", "列表"]),
    "data that is a list": (
        "with: {kind: wage, similarity",
        "with: [{kind: wage, similarity",
        29,
        [],
    ),
    "unknown instrument": ("{kind: wage, scope", "{kind: salary, scope", 17, ["“salary”", "wage"]),
    "flag that is a word": ("renewal: false", "renewal: 否", 22, ["renewal", "true 或 false"]),
    "percentage that is none": ("41%", "百分之四十一", 29, ["similarity", "0.05 或 5%"]),
    "percentage over all": ("5%", "500%", 29, ["avg_growth", "百分之百"]),
    "unknown clause": ("pay_day: 15", "payday: 15", 29, ["clauses.payday", "是不是“pay_day”"]),
    "unknown expectation": ("stage: offer", "stagee: offer", 23, ["是不是“stage”"]),
    "expected day that is a word": (
        "REPLY: 2027-01-28",
        "REPLY: 一月底",
        23,
        ["DL_OFFER", "不是日期"],
    ),
    "unknown deadline": ("DL_OFFER_REPLY:", "DL_OFFER_REPLIES:", 23, ["是不是“DL_OFFER_REPLY”"]),
    "unknown document": ("[offer_letter]", "[offer_leter]", 23, ["是不是“offer_letter”"]),
    "unknown rule": ("stage: offer", "passed: [R_VOTE_PAS]", 23, ["是不是“R_VOTE_PASS”"]),
    "expected count that is a word": ("[offer_letter]", "{offer_letter: 一}", 23, ["整数"]),
    "gap of one day": ("stage: offer", "gap: [2027-01-01]", 23, ["[起, 止]"]),
    "hidden from a stranger": ("stage: offer", "hidden: {mill: [offer_letter]}", 23, ["“mill”"]),
    "end without a day": ("as_of: 2027-02-01, ", "", 31, ["缺少“as_of”"]),
    "end for a stranger": ("for: county", "for: city", 31, ["“city”", "county"]),
    "unknown figure": ("签订数", "签定数", 31, ["是不是“签订数”"]),
    "unknown key at the end": ("for: county", "for: county, who: me", 31, ["“who”"]),
    "tab": ("  by: union\n  do: agreements", "\tby: union\n  do: agreements", 25, ["Tab", "空格"]),
    "key twice": ("scope: enterprise}", "scope: enterprise, kind: women}", 17, ["“kind”写了两次"]),
    "bracket open": ("topics: [增幅]", "topics: [增幅", 22, ["括号"]),
    "bracket of a list closed as a map": ("total: 40}}", "total: 40}", 7, ["括号"]),
    "indent": ("  do: agreements.draft", "   do: agreements.draft", 26, ["缩进"]),
    "full-width colon": ("region: CN", "region：CN", 2, ["半角冒号"]),
}


@pytest.mark.parametrize(("old", "new", "line", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line_and_what_would_be_right(tmp_path, old, new, line, words):
    assert old in STORY
    path = tmp_path / "story.yaml"
    path.write_text(STORY.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CaseFileFaulty) as told:
        casefile.load(path)

    assert told.value.line == line, str(told.value)
    assert [word for word in words if word not in str(told.value)] == [], str(told.value)


def test_the_story_the_faults_are_cut_into_is_sound(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")

    assert [act.do for act in casefile.load(path).acts] == [
        "bargaining.open",
        "bargaining.offer",
        "agreements.draft",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"# nothing\n", "文件是空的"),
        (b"just words", "一组内容"),
        (b"- a\n- b\n", "一组内容"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        ("case: 试演\n".encode("gb18030"), "UTF-8"),
        (b"case: x\n---\ncase: y\n", "一个文件只写一个案例"),
        (b'case: "a\x01b"\nacts: []\n', "控制字符"),
        (b"case: *x\nacts: []\n", "没有定义"),
        (b"case: @x\nacts: []\n", "加上引号"),
        (b"[" * 600, "YAML"),
        (b"case: x\nacts: {}\n", "列表"),
        (b'case: "\\ud800"\nacts: []\n', "残缺的编码"),
    ],
    ids=range(13),
)
def test_a_file_that_is_no_story_is_refused_in_chinese(tmp_path, content, words):
    path = tmp_path / "story.yaml"
    path.write_bytes(content)

    with pytest.raises(CaseFileFaulty) as told:
        casefile.load(path)

    assert words in str(told.value)


def test_a_refused_attempt_leaves_its_name_to_the_next_one(tmp_path):
    again = STORY.replace(
        "at_end:",
        """\
  expect: {blocked_by: any}
- {on: 2027-01-21, by: union, do: agreements.draft, as: a1, to: r1, with: {kind: wage}}
at_end:""",
    )
    path = tmp_path / "story.yaml"
    path.write_text(again, encoding="utf-8")

    assert [act.made_as for act in casefile.load(path).acts] == ["r1", "", "a1", "a1"]


def test_every_faulty_file_is_named_and_none_is_played(tmp_path, capsys):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(STORY, encoding="utf-8")
    bad.write_text(STORY.replace("2027-01-20", "2027-02-30"), encoding="utf-8")

    with pytest.raises(SystemExit) as stopped:
        call_command("play", str(good), str(bad), str(tmp_path / "none.yaml"))

    told = capsys.readouterr()
    assert stopped.value.code == 2
    assert told.out == ""
    assert told.err.splitlines() == [
        (
            "案例文件有误：bad.yaml 第24行、「acts[3].on」：“2027-02-30” 不是日期，"
            "应写成 2027-01-08 这样的真实日期"
        ),
        f"案例文件有误：none.yaml 打不开 {tmp_path / 'none.yaml'}：没有这个文件；请检查文件名。",
    ]


@pytest.mark.parametrize("option", ["--out", "--json"])
def test_a_place_that_cannot_take_the_result_is_told_before_anything_is_played(
    tmp_path, capsys, option
):
    story = tmp_path / "story.yaml"
    story.write_text(STORY, encoding="utf-8")
    wrong = story if option == "--out" else tmp_path

    with pytest.raises(SystemExit) as stopped:
        call_command("play", str(story), option, str(wrong))

    assert stopped.value.code == 2
    assert Path(wrong).name in capsys.readouterr().err
