"""The page of an act: what it shows, what it does, and for whom it does not exist."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.bargaining.models import Offer
from contracts.documents.models import Paper
from contracts.parties.models import Person, Role
from tests.factories.acts import OFFERED_ON, offer, open_round, seat_parties
from tests.factories.agreements import ConcludedFactory, DraftFactory, local_values
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
