"""What `manage.py law …` answers a lawyer."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contracts.deadlines.models import Deadline
from contracts.journal.models import Entry
from contracts.statutes import rulebook
from tests.factories.acts import offer, open_round, seat_parties
from tests.factories.packs import LAW, changed_file, shorter_answer

NATIONAL = (
    "集体合同规定 劳动和社会保障部令第22号 第42条；"
    "工资集体协商试行办法 劳动和社会保障部令第9号 第21条"
)
REPLY = "收到书面要约后书面回应（DL_OFFER_REPLY，起算 2027-01-08）"


def said(*asked):
    out = StringIO()
    call_command("law", *asked, stdout=out, no_color=True)
    return out.getvalue().splitlines()


@pytest.fixture
def parties(as_system):
    parties = seat_parties()
    offer(parties, open_round(parties))
    return parties


def test_a_rule_is_shown_with_value_source_scope_and_certainty():
    lines = said("show", "cb.offer.response_deadline", "--region", "HZ", "--on", "2026-03-02")

    assert lines == [
        "cb.offer.response_deadline　浙江（ZJ）　2026-03-02",
        "  10个工作日内书面答复，不得拒绝",
        "  数值：自收到要约起10个工作日内",
        "  依据：浙江省集体合同条例(2010修订) 第7条",
        "  适用：各类合同；2011-01-01起",
        "  把握：已核对条文；可以拦截",
    ]


def test_a_gap_is_said_with_the_rule_that_stands_in_for_it():
    lines = said("show", "cb.reps.count", "--region", "SY", "--on", "2026-03-02")

    assert lines[0] == "cb.reps.count　全国默认（CN）　2026-03-02"
    assert lines[-1] == "注意：辽宁的本地条文还没有查到，以上沿用上级规则包。"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("show", "cb.nothing"), r"规则包里没有 cb\.nothing"),
        (("show", "cb.term", "--region", "XX"), "没有“XX”的规则包"),
        (("compare", "response_deadline"), r"相近的有：cb\.offer\.response_deadline"),
        (("check", "XX"), "没有规则包 XX"),
        (("diff", "none.yaml", "none.yaml"), r"没有 none\.yaml"),
        (("impact", "--packs", str(LAW / "packs"), "--apply"), "只供试算"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(asked, reason):
    with pytest.raises(CommandError, match=reason):
        said(*asked)


def test_a_key_is_compared_over_all_regions():
    lines = said("compare", "cb.file.copies")

    assert lines[:2] == [
        "全国默认（CN）　3　各类合同　2004-05-01起",
        f"    {NATIONAL}　据常识，条文未全核；可以拦截",
    ]
    assert "杭州（HZ）〔沿用 ZJ〕　5　各类合同　2011-01-01起" in lines


def test_shipped_packs_pass_the_check():
    lines = said("check", "--on", "2026-01-01")

    assert lines[-1].startswith("核对 11 个规则包：错误 0 处，提醒 ")


def test_a_faulty_pack_fails_the_check_with_file_line_and_reason(tmp_path):
    file = changed_file(tmp_path, "SY", "art: '4'", "art: '4'}, {src: XX-9")
    out = StringIO()

    with pytest.raises(CommandError, match="错误 1 处"):
        call_command("law", "check", str(file), stdout=out, no_color=True)

    assert out.getvalue() == (
        "✗ SY.yaml 第14行：cb.duty_to_have_system 引用的 XX-9 不在 sources.yaml 中\n"
    )


def test_two_packs_are_compared_in_words(tmp_path):
    lines = said("diff", str(LAW / "packs" / "CN.yaml"), str(shorter_answer(tmp_path)))

    assert lines == [
        "CN cb.offer.response_deadline 修改",
        "  数值：自收到要约起20日内 → 自收到要约起15日内",
        "共 1 处不同。",
    ]


@pytest.mark.django_db
def test_impact_lists_old_and_new_day_and_changes_nothing(parties, tmp_path):
    case = Deadline.objects.get().case_id

    lines = said("impact", "--packs", str(shorter_answer(tmp_path)))

    assert lines == [
        f"案 {case}　{REPLY}：2027-01-28 → 2027-01-23　期间由20日内改为15日内",
        "会改动 1 个在办期限，涉及 1 件；另有 0 个是约定的日子或缺少起算依据，不随规则变化。",
    ]
    assert str(Deadline.objects.get().last_day) == "2027-01-28"


@pytest.fixture
def stale(parties):
    """A deadline as an older pack had set it."""
    Deadline.objects.update(last_day="2027-02-02", judged_day="2027-02-02", counted="25日内")


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["", "否", "no"])
def test_impact_is_not_applied_without_a_yes(stale, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda _: answer)

    lines = said("impact", "--apply")

    assert lines[-1] == "没有改动。"
    assert str(Deadline.objects.get().last_day) == "2027-02-02"


@pytest.mark.django_db
def test_impact_is_applied_after_a_yes_with_a_journal_entry(stale, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "是")

    lines = said("impact", "--apply", "--by", "法律顾问")

    assert lines[-1].startswith("已改动 1 个期限（1 件），每件都记入日志")
    assert str(Deadline.objects.get().last_day) == "2027-01-28"
    assert [entry["last_day"] for entry in Deadline.objects.get().history] == ["2027-02-02"]
    assert '"by":"法律顾问"' in Entry.objects.get(act="law.impact").body


@pytest.mark.django_db
def test_impact_with_nothing_to_move_asks_nothing(parties):
    assert said("impact", "--apply")[-1].startswith("会改动 0 个在办期限")


def test_the_book_in_use_is_untouched_by_a_trial():
    assert rulebook.shelf().fault is None
