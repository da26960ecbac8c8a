"""The page of an act: what it shows, what it does, and what it answers to everything else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from contracts.bargaining.models import Offer, SuspensionReason, WorkersSurvey
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.parties.models import Person, Role
from tests.factories.acts import LAST_DAY, OFFERED_ON, offer, open_round, respond, seat_parties
from tests.factories.agreements import ConcludedFactory, DraftFactory, local_values
from tests.factories.bargaining import worker_of
from tests.factories.congress import CongressFactory
from tests.factories.pages import Desk
from tests.factories.parties import UnionFactory, seat_head

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


# ------------------------------------------------------------------ what it shows and does


def test_page_says_what_why_and_until_when(parties, round_, officer):
    offer(parties, round_)

    visit = officer.get(at("bargaining.respond", round_), on=date(2027, 1, 25))

    assert visit.status == 200
    assert "".join(visit.words("act-brief")) == (
        "同意就选“同意协商”，接着确定本方代表；不同意要写明理由。 "
        "▲临近 还剩3天，1月28日 周四 收到书面要约后书面回应 "
        "要约方职工方对方收到2027年1月8日答复最后一天2027年1月28日议题年度平均工资增幅、夜班津贴"
    )
    assert "收到要约就要书面回答" in visit.words("hint")[0]
    assert visit.values["received_on"] == "2027-01-25"


def test_an_act_is_done_and_the_papers_are_named(round_, chair):
    visit = chair.do(at("bargaining.offer", round_), on=OFFERED_ON, **TOPIC)

    assert visit.response["Location"] == reverse("round", args=[round_.pk])
    assert chair.messages(visit, on=OFFERED_ON) == [
        "已办理：发出要约。已出具《集体协商要约书》、《送达回执》，Word 和 PDF 正在生成。",
    ]
    made = Offer.objects.get()
    assert (made.made_on, made.received_on) == (OFFERED_ON, OFFERED_ON)
    assert [row.topic for row in made.topics.all()] == ["夜班津贴"]


def test_a_round_is_opened_without_a_subject(chair):
    visit = chair.do(reverse("act-open", args=["bargaining.open"]), on=date(2027, 1, 4))

    assert visit.status == 302
    assert chair.messages(visit, on=date(2027, 1, 4)) == ["已办理：启动一轮协商。"]


def test_a_blocked_act_names_every_reason_and_keeps_what_was_typed(parties, round_, chair):
    typed = {
        "representatives-0-person": str(parties.union.head.pk),
        "representatives-0-mandate": "on",
        "representatives-1-new_name": "冯䶮",
        "representatives-1-new_post": "数控",
    }

    visit = chair.do(at("bargaining.name_representatives", round_), on=OFFERED_ON, **typed)

    assert visit.status == 422
    blocks = [words for words in visit.words("verdict") if words.startswith("✕")]
    assert blocks[0] == (
        "✕ 职工方现在2名代表，规定每方不少于3人。 实际：2 要求：3 怎么办：请补足代表，再提交一次。"
        " 依据：集体合同规定 劳动和社会保障部令第22号 第19条"
    )
    assert len(blocks) == 2
    assert {name: visit.values[name] for name in typed} == typed


def test_a_fact_with_faults_is_recorded_and_said_to_be_faulty(parties, chair):
    agreement = DraftFactory(open_round(parties).case)

    visit = chair.do(
        at("agreements.conclude", agreement),
        on=date(2027, 3, 29),
        employer_on="2027-03-29",
        seals=["union", "company", "cross_page"],
        paper="on",
    )

    said = chair.messages(visit, on=date(2027, 3, 29))
    assert said[0].startswith("已办理：签字盖章。已出具《集体合同签字页》")
    assert all(words.startswith("已如实登记，但不合规定，要改正：") for words in said[1:])
    assert len(said) > 1


def test_more_rows_keep_what_was_typed_and_judge_nothing(round_, chair):
    address = at("bargaining.offer", round_)
    values = chair.get(address, on=OFFERED_ON).values | TOPIC
    values |= {"received_on": "", "_more": "topics"}

    visit = chair.post(address, values, on=OFFERED_ON)

    assert visit.status == 200
    assert visit.errors == []
    assert visit.values["topics-count"] == str(int(values["topics-count"]) + 3)
    assert visit.values["topics-0-topic"] == "夜班津贴"
    assert visit.values["_key"] == values["_key"]
    assert not Offer.objects.exists()


# ------------------------------------------------------------------ what is not for this person


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        ("bargaining.offer", "round:{foreign}"),
        ("bargaining.offer", "round:999999"),
        ("bargaining.offer", "round:abc"),
        ("bargaining.offer", "round:99999999999999999999999"),
        ("bargaining.offer", "account:1"),
        ("bargaining.offer", "new"),
        ("bargaining.fly", "round:{own}"),
        ("agreements.opinion", "round:{own}"),
        ("bargaining.coordination:accept", "round:{own}"),
        ("agreements.take_effect", "agreement:1"),
    ],
)
def test_what_is_not_for_this_office_does_not_exist(round_, chair, act, subject):
    foreign = open_round(seat_parties())
    address = reverse("act", args=[act, subject.format(own=round_.pk, foreign=foreign.pk)])

    assert chair.get(address, on=OFFERED_ON).status == 404
    assert chair.post(address, {"on": "2027-01-08"}, on=OFFERED_ON).status == 404


def test_who_is_not_logged_in_is_sent_to_the_login(round_, client):
    answer = client.get(at("bargaining.offer", round_))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))


def test_a_plan_is_always_the_own_sides(parties, round_, officer):
    typed = {"positions-0-topic": "夜班津贴", "positions-0-ask": "10", "side": "workers"}

    officer.do(at("bargaining.plan", round_), on=OFFERED_ON, **typed)

    assert round_.employer_plans.count() == 1
    assert round_.workers_plans.count() == 0


# ------------------------------------------------------------------ bad input


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


# ------------------------------------------------------------------ paper, and what comes first


def test_what_was_done_on_paper_is_marked_so(round_, chair):
    chair.do(at("bargaining.offer", round_), on=OFFERED_ON, paper="on", **TOPIC)

    assert set(Paper.objects.values_list("marks", flat=True)) == {"补录"}


def test_the_union_may_only_enter_from_paper_what_the_firm_files(parties, chair):
    local_values()
    agreement = ConcludedFactory(open_round(parties).case)
    address = at("agreements.file", agreement)

    shown = chair.get(address, on=date(2027, 4, 6))
    visit = chair.do(address, on=date(2027, 4, 6))

    assert "这一步平时由对方办理。您这里只能补录已经用纸面办好的。" in shown.words("act-brief")[0]
    assert "paper" not in shown.values
    assert visit.status == 302
    assert set(Paper.objects.values_list("marks", flat=True)) == {"补录"}


def test_a_vote_asks_for_a_sitting_first(parties, chair):
    CongressFactory(union=parties.union)
    agreement = DraftFactory(open_round(parties).case)

    visit = chair.get(at("congress.vote", agreement), on=date(2027, 3, 18))

    assert visit.status == 200
    assert visit.words("lead") == [
        "还没有发会议通知。请先发通知，材料送到每位代表手里，再来办这一步。",
    ]
    assert visit.words("btn-main") == ["去办：发出会议通知"]


def test_without_a_congress_it_is_said_who_enters_it(parties, chair):
    agreement = DraftFactory(open_round(parties).case)

    visit = chair.get(at("congress.notify", agreement), on=date(2027, 3, 18))

    assert visit.words("lead") == [
        "本单位还没有登记职代会（职工大会），请联系上级工会先登记，再来办这一步。",
    ]


def test_somebody_new_is_written_down_once_though_the_act_is_blocked_first(round_, chair):
    address = at("bargaining.name_representatives", round_)
    typed = {"representatives-0-new_name": "𬭳立", "representatives-0-new_post": "钳工"}

    first = chair.do(address, on=OFFERED_ON, **typed)
    chair.post(address, first.values, on=OFFERED_ON)

    assert Person.objects.filter(name="𬭳立").count() == 1


def test_the_chair_of_another_union_sees_nothing_of_what_exists(round_):
    union = UnionFactory()
    seat_head(union)
    stranger = Desk(union, Role.UNION_CHAIR)

    visit = stranger.get(at("bargaining.offer", round_), on=OFFERED_ON)

    assert visit.status == 404
