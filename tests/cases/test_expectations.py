"""Each key of ``expect`` can fail: a story that asks for what is not so is told what was found."""

from pathlib import Path

import pytest

from workflow.cases import casefile, player

FILING = (Path(__file__).parent / "stories" / "filing.yaml").read_text(encoding="utf-8")
HEAD = FILING[: FILING.index("at_end:")]
# what is asked after the contract came into force by silence → what must be told
WRONG = {
    "stage: filing": "stage：应为 filing，实为 effect",
    "blocked_by: any": "blocked_by：应为 任一拦截，实为 未拦截",
    "blocked_by: [R_SEALS]": "blocked_by：应为 R_SEALS，实为 未拦截",
    "warned_by: R_TERM": "warned_by：应为 R_TERM，实为 没有这一条结论",
    "passed: [R_OT]": "passed：应为 R_OT，实为 没有这一条结论",
    "fires: [R_OT]": "fires：应为 R_OT，实为 没有这一条结论",
    "due: {DL_PUBLISH_WAGE: 2027-03-14}": "due DL_PUBLISH_WAGE：应为 2027-03-14，实为 2027-03-13",
    "due: {DL_PUBLISH_WAGE: ~}": "due DL_PUBLISH_WAGE：应为 不再计时，实为 2027-03-13",
    "due: {DL_REVIEW: 2027-03-07}": "due DL_REVIEW：应为 2027-03-07，实为 未计时",
    "rolled: {DL_PUBLISH_WAGE: 2027-03-13}": (
        "rolled DL_PUBLISH_WAGE：应为 2027-03-13，实为 2027-03-15"
    ),
    "met: [DL_PUBLISH_WAGE]": "met：应为 DL_PUBLISH_WAGE，实为 —",
    "late: {DL_PUBLISH_WAGE: 1}": "late DL_PUBLISH_WAGE：应为 1，实为 0",
    "issued: [effect_notice]": "issued：应为 effect_notice，实为 无",
    "issued: {effect_notice: 2}": "issued effect_notice：应为 2，实为 0",
    "void: [filing_form]": "void：应为 filing_form，实为 未作废",
    "in_force_on: 2027-03-09": "in_force_on：应为 2027-03-09，实为 2027-03-08",
    "in_force_on: ~": "in_force_on：应为 None，实为 2027-03-08",
    "gap: [2027-02-01, 2027-03-08]": (
        "gap：应为 2027-02-01—2027-03-08，实为 2027-02-01—2027-03-07"
    ),
    "indicators: {生效数: 0}": "indicators 生效数：应为 0，实为 1",
    "indicators: {报审率: 0/1}": "indicators 报审率：应为 0/1，实为 1/1",
    "indicators: {90日内: [甲厂]}": "indicators 90日内：应为 甲厂，实为 （空）",
    "required: {R_SEALS: 3}": "required R_SEALS：应为 3，实为 —",
    "found: {R_SEALS: 3}": "found R_SEALS：应为 3，实为 —",
    "source: {DL_PUBLISH_WAGE: CC22 48}": "source DL_PUBLISH_WAGE：应为 CC22 48，实为 WA9 23",
    "says: [提示函]": "says：应为 提示函，实为 （没有消息）",
}


def told(path):
    return [
        str(failure)
        for _, played in player.play(casefile.load(path))
        for failure in played.failures
    ]


@pytest.mark.django_db
def test_every_wrong_expectation_is_told_with_what_was_found(tmp_path):
    path = tmp_path / "story.yaml"
    acts = "".join(
        f"- {{on: 2027-03-08, do: time.pass, to: a1, expect: {{{asked}}}}}\n" for asked in WRONG
    )
    path.write_text(HEAD + acts, encoding="utf-8")

    assert told(path) == list(WRONG.values())


@pytest.mark.django_db
def test_a_block_nobody_named_fails_the_story_and_what_is_seen_is_not_hidden(tmp_path):
    path = tmp_path / "story.yaml"
    acts = """\
- {on: 2027-03-09, by: union, do: agreements.publish, to: a1, with: {channels: [公告栏]},
   expect: {not_issued: [effect_notice], hidden: {firm: [effect_notice]}}}
- {on: 2027-03-09, by: hrss, do: agreements.publish, to: a1, with: {channels: [公告栏]}}
at_end:
- {as_of: 2027-03-09, for: a1, expect: {issued: {effect_notice: 2}, stage: sign}}
- {as_of: 2027-03-08, for: county, expect: {issued: [effect_notice]}}
"""
    path.write_text(HEAD + acts, encoding="utf-8")

    found = told(path)

    assert [failure.partition("，实为")[0] for failure in found] == [
        "not_issued：应为 effect_notice",
        "hidden：应为 望海海峰铸造机械有限公司 看不到 effect_notice",
        "hidden：应为 望海海峰铸造机械有限公司 看不到 effect_notice",
        "blocked_by：应为 不拦截",
        "issued effect_notice：应为 2",
        "stage：应为 sign",
        "issued：应为 effect_notice",
    ]
    assert "人社部门" in found[3]
    assert found[5] == "stage：应为 sign，实为 effect"
