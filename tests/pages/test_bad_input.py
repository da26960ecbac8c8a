"""What the page of an act answers to bad input: always in Chinese, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from contracts.bargaining.models import Offer, SuspensionReason, WorkersSurvey
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.parties.models import Role
from tests.factories.acts import LAST_DAY, OFFERED_ON, offer, open_round, respond, seat_parties
from tests.factories.bargaining import worker_of
from tests.factories.pages import Desk

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]

REPEATED = "已经提交过，不会重复。"


@pytest.fixture
def parties():
    """A union and its firm."""
    return seat_parties()


@pytest.fixture
def round_(parties):
    """A round just opened."""
    return open_round(parties)


@pytest.fixture
def chair(parties):
    """The union's chair at the desk."""
    return Desk(parties.union, Role.UNION_CHAIR)


@pytest.fixture
def officer(parties):
    """The firm's officer at the desk."""
    return Desk(parties.firm, Role.EMPLOYER_OFFICER)


def at(act, subject):
    """The address of an act's form."""
    return reverse("act", args=[act, f"{subject._meta.model_name}:{subject.pk}"])


TOPIC = {"topics-0-topic": "夜班津贴"}


def test_days_in_the_wrong_order(round_, chair):
    typed = {**TOPIC, "sent_on": "2027-01-07", "received_on": "2027-01-06"}

    visit = chair.do(at("bargaining.offer", round_), on=OFFERED_ON, **typed)

    assert visit.status == 422
    assert visit.errors == ["收到日期（2027-01-06）早于发出日期（2027-01-07），请核对回执。"]
    assert "".join(visit.words("note")) == (
        "有几处要改一下，您填写的内容都还在 "
        "对方收到日期：收到日期（2027-01-06）早于发出日期（2027-01-07），请核对回执。"
    )
    assert {name: visit.values[name] for name in typed} == typed


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-01-09", "2027-01-09 还没有到；办理日期最晚写今天（2027-01-08）。"),
        (
            "2027-01-03",
            "2027-01-03 早于本案上一个动作的日子（2027-01-04）；事情要按先后办理，请核对日期。",
        ),
        ("2027-02-30", "“2027-02-30”不是真实的日期，请写成 2027-01-08 这样。"),
    ],
)
def test_a_day_of_the_act_that_cannot_be(round_, chair, day, words):
    visit = chair.do(at("bargaining.report_silence", round_), on=OFFERED_ON, done_on=day)

    assert visit.status == 422
    assert visit.errors == [words]


def test_text_that_is_too_long_says_how_long_it_is(round_, chair):
    long = "津" * 301

    visit = chair.do(
        at("bargaining.offer", round_), on=OFFERED_ON, **TOPIC, **{"topics-1-topic": long}
    )

    assert visit.status == 422
    assert visit.errors == ["写了301字，最多200字，请缩短。"]
    assert (visit.values["topics-0-topic"], visit.values["topics-1-topic"]) == ("夜班津贴", long)


def test_rare_names_signs_and_line_breaks_reach_the_record(parties, round_, chair):
    offer(parties, round_)
    respond(parties, round_, on=OFFERED_ON)
    reason = "A&B公司<订单>\r\n𬭳立 “停工”"

    visit = chair.do(
        at("bargaining.suspend", round_),
        on=OFFERED_ON,
        until="2027-02-08",
        reason=reason,
    )

    assert visit.status == 302
    assert SuspensionReason.objects.get().reason == "A&B公司<订单>\n𬭳立 “停工”"


def test_half_a_character_is_named_and_the_rest_is_kept(round_, chair):
    address = at("bargaining.offer", round_)
    values = chair.get(address, on=OFFERED_ON).values | TOPIC | {"topics-1-topic": "HALF"}
    body = "&".join(f"{name}={value}" for name, value in values.items() if value)

    visit = chair.post_raw(address, body.replace("HALF", "%E5%A4%9C%ED%A0%80"), on=OFFERED_ON)

    assert visit.status == 422
    assert visit.errors == ["第2个字无法识别（残缺的编码），请删去重新输入这一个字。"]
    assert visit.values["topics-0-topic"] == "夜班津贴"
    assert visit.values["topics-1-topic"].startswith("夜")


def test_the_same_form_twice_is_one_act(round_, chair):
    address = at("bargaining.offer", round_)
    values = chair.get(address, on=OFFERED_ON).values | TOPIC
    chair.post(address, values, on=OFFERED_ON)

    visit = chair.post(address, values, on=OFFERED_ON)

    assert visit.response["Location"] == reverse("round", args=[round_.pk])
    assert REPEATED in chair.messages(visit, on=OFFERED_ON)
    assert Offer.objects.count() == 1
    assert Paper.objects.filter(code="offer_letter").count() == 1


def test_the_same_form_twice_is_one_act_though_its_choices_are_gone(parties, round_, chair):
    people = [parties.union.head, worker_of(round_), worker_of(round_)]
    named = {f"representatives-{i}-person": str(p.pk) for i, p in enumerate(people)}
    named["representatives-0-chief"] = "on"
    chair.do(at("bargaining.name_representatives", round_), on=OFFERED_ON, **named)
    address = at("bargaining.replace_representative", round_)
    successor = worker_of(round_)
    values = chair.get(address, on=OFFERED_ON).values
    values |= {"out": str(people[2].pk), "successor": str(successor.pk)}
    first = chair.post(address, values, on=OFFERED_ON)

    visit = chair.post(address, values, on=OFFERED_ON)

    assert (first.status, visit.status) == (302, 302)
    assert REPEATED in chair.messages(visit, on=OFFERED_ON)


def test_going_back_and_changing_a_sent_form_is_told_and_can_be_sent_anew(round_, chair):
    address = at("bargaining.survey", round_)
    values = chair.get(address, on=OFFERED_ON).values
    values |= {"sent": "184", "returned": "163", "topics-0-topic": "津贴", "topics-0-votes": "9"}
    chair.post(address, values, on=OFFERED_ON)

    again = chair.post(address, values | {"returned": "170"}, on=OFFERED_ON)
    anew = chair.post(address, again.values, on=OFFERED_ON)

    assert again.status == 409
    assert again.words("verdict") == [
        "✕ 同一张表单已经提交过，内容不同。请重新打开页面再填写；您刚才填写的内容已为您保留。",
    ]
    assert again.values["returned"] == "170"
    assert again.values["_key"] != values["_key"]
    assert anew.status == 302
    assert list(WorkersSurvey.objects.values_list("returned_count", flat=True)) == [163, 170]


def test_a_stale_form_is_told_what_changed_and_can_be_sent_again(parties, round_, officer):
    offer(parties, round_)
    address = at("bargaining.respond", round_)
    stale = officer.get(address, on=OFFERED_ON).values | {"answer": "agree"}
    Desk(parties.union, Role.UNION_CHAIR).do(at("bargaining.remind", round_), on=OFFERED_ON)

    visit = officer.post(address, stale, on=OFFERED_ON)
    again = officer.post(address, visit.values, on=OFFERED_ON)

    assert visit.status == 409
    assert "".join(visit.words("note")) == (
        f"您打开页面以后，有了新的变化 1月8日 周五 {parties.union.head} 催告应约 "
        "请先看看这些变化。您填写的内容都还在下面；核对以后再点一次按钮就可以提交。"
    )
    assert visit.values["answer"] == "agree"
    assert again.status == 302


def test_a_stale_form_stays_stale_when_it_was_wrong_at_first(parties, round_, officer):
    offer(parties, round_)
    address = at("bargaining.respond", round_)
    stale = officer.get(address, on=OFFERED_ON).values | {"answer": "refuse"}
    Desk(parties.union, Role.UNION_CHAIR).do(at("bargaining.remind", round_), on=OFFERED_ON)

    wrong = officer.post(address, stale, on=OFFERED_ON)
    visit = officer.post(address, wrong.values | {"answer": "agree"}, on=OFFERED_ON)

    assert wrong.errors == ["选了“不同意协商”，请写明理由。"]
    assert (wrong.status, visit.status) == (422, 409)


def test_the_other_sides_own_plan_makes_no_form_stale(parties, round_, chair, officer):
    address = at("bargaining.offer", round_)
    values = chair.get(address, on=OFFERED_ON).values | TOPIC
    plan = {"positions-0-topic": "夜班津贴", "positions-0-ask": "10"}
    officer.do(at("bargaining.plan", round_), on=OFFERED_ON, **plan)

    visit = chair.post(address, values, on=OFFERED_ON)

    assert visit.status == 302


def test_after_the_last_day_an_act_is_done_and_said_to_be_late(parties, round_, officer):
    offer(parties, round_)
    late = LAST_DAY + timedelta(days=2)
    address = at("bargaining.respond", round_)

    shown = officer.get(address, on=late)
    visit = officer.do(address, on=late, answer="agree")

    assert "■逾期 已逾期2天（最迟是1月28日 周四）" in shown.words("act-brief")[0]
    assert "过了日子也可以办，记录会如实写明晚了几天。" in shown.words("act-brief")[0]
    assert officer.messages(visit, on=late)[1] == "收到书面要约后书面回应：晚了2天，已如实记录。"
    assert Deadline.objects.get(code="DL_OFFER_REPLY").days_late == 2
