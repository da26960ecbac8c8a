"""Every paper of a sitting is filled with exactly its declared fields, and can be printed."""

from datetime import UTC, date, datetime

import pytest

from contracts.agreements import drafts, submissions
from contracts.bargaining.models import Round
from contracts.congress import ballots, sittings
from contracts.deadlines.law import law_for
from contracts.documents import word
from contracts.documents.declaration import declaration, template_path
from contracts.documents.facts import congress_words
from contracts.documents.filling import PaperContext, filler_of
from contracts.parties.models import Person
from tests.factories.congress import (
    NOTIFIED_ON,
    SITS_ON,
    TITLE,
    CongressFactory,
    DraftFactory,
    counts,
    votes_for,
)
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

WAGE, RULES, REPORT = "工资专项集体合同(草案)", "职代会实施细则", "提案立案情况的报告"
OF_SITTING = [
    "congress_notice",
    "congress_agenda",
    "congress_signin",
    "congress_report",
    "congress_minutes",
    "congress_announcement",
    "congress_record_report",
    "special_groups",
]


@pytest.fixture
def union():
    town = FederationFactory(name="临港街道总工会")
    firm = EmployerFactory(name="海峰铸造", parent=town)
    union = UnionFactory(name="海峰铸造工会委员会", firm=firm, parent=town)
    seat_head(union, name="孙立军", level="一线")
    return union


@pytest.fixture
def notice(union):
    return sittings.notify(
        CongressFactory(union=union),
        title=TITLE,
        sits_on=SITS_ON,
        agenda=[RULES, WAGE, REPORT],
        delivered=32,
        on=NOTIFIED_ON,
    ).made


@pytest.fixture
def presidium(notice):
    return sittings.prepare(notice, members=9, leaders=2, on=date(2027, 3, 25)).made


@pytest.fixture
def session(presidium):
    return sittings.sit(presidium.sitting, entitled=32, present=29, on=SITS_ON).made


@pytest.fixture
def ballot(session):
    return vote(session, DraftFactory(session.congress))


@pytest.fixture
def closed(ballot):
    sitting = ballot.sitting
    vote(sitting, None, item=RULES, counted=votes_for(16, present=29))
    return sittings.close(sitting, on=SITS_ON).made


def vote(sitting, draft, *, item=WAGE, counted=None, is_secret=True):
    return ballots.count(
        sitting,
        item=item,
        subject=draft,
        counts=counted or counts(),
        is_secret=is_secret,
        on=SITS_ON,
    ).made


def fill(code, record, *, on=SITS_ON, **extra):
    paper = PaperContext(
        number="〔2027〕6号",
        issued_on=on,
        issuer=record.workers_party,
        case=record.case,
        law=law_for(record.case, on=on, kind=getattr(record, "kind", "")),
        extra=extra,
    )
    return filler_of(code)(record, paper)


def check_form(code, facts):
    """Check a paper against its declaration: the same names everywhere, plain strings only."""
    declared = declaration(code)
    assert set(facts) == declared.names - {"marks"}
    for table in declared.tables:
        for row in facts[table.name]:
            assert set(row) == {column.name for column in table.columns}
            assert all(isinstance(value, str) for value in row.values())
            assert all(row[column.name] for column in table.columns if column.required)
    for field in declared.fields:
        assert isinstance(facts[field.name], str)
        assert facts[field.name] or not field.required, field.name
        assert not field.options or facts[field.name] in field.options
    printed = word.render_word(
        template_path(code),
        {**facts, "marks": ""},
        datetime(2027, 3, 26, tzinfo=UTC),
    )
    assert printed[:2] == b"PK"


@pytest.mark.parametrize("code", OF_SITTING)
def test_papers_of_a_sitting_have_exactly_their_declared_fields(code, closed):
    check_form(code, fill(code, closed))


@pytest.mark.parametrize("code", ["preliminary_agenda", "presidium_list"])
def test_papers_of_the_presidium_have_exactly_their_declared_fields(code, presidium):
    check_form(code, fill(code, presidium.sitting))


@pytest.mark.parametrize("code", ["vote_ballot", "vote_count_report", "congress_resolution"])
def test_papers_of_a_vote_have_exactly_their_declared_fields(code, ballot):
    check_form(code, fill(code, ballot))


def test_the_notice_says_when_papers_were_due_and_what_comes_to_a_vote(notice):
    facts = fill("congress_notice", notice, on=NOTIFIED_ON)

    assert facts["session_time"] == "2027年3月26日（星期五）"
    assert (facts["docs_deadline"], facts["delivered_date"]) == ("2027年3月19日", "2027年3月18日")
    assert (facts["delivered_days_before"], facts["quorum_needed"]) == ("8", "22")
    assert facts["topics"] == [
        {"item": RULES, "handling": "审议并表决"},
        {"item": "工资专项集体合同（草案）", "handling": "审议并表决"},
        {"item": REPORT, "handling": "听取"},
    ]
    assert [row["name"] for row in facts["attachments"]] == [RULES, "工资专项集体合同（草案）"]
    assert len(facts["receipts"]) == 32


def test_time_and_place_come_with_the_act_where_somebody_told_them(notice):
    facts = fill(
        "congress_notice",
        notice,
        session_time="2027年3月26日（星期五）13时30分",
        place="公司二楼会议室",
    )

    assert facts["session_time"] == "2027年3月26日（星期五）13时30分"
    assert facts["place"] == "公司二楼会议室"


def test_the_presidium_is_stated_in_numbers(presidium):
    facts = fill("presidium_list", presidium.sitting)

    assert {name: facts[name] for name in facts if name != "members"} == {
        "company_name": "海峰铸造",
        "union_name": "海峰铸造工会委员会",
        "sitting": TITLE,
        "pass_date": "2027年3月25日",
        "total": "9",
        "frontline_n": "7",
        "ratio": "77.78%",
        "frontline_required": "5",
        "leaders_n": "2",
    }
    assert len(facts["members"]) == 9


def test_the_agenda_hears_reports_and_votes_item_by_item(session):
    facts = fill("congress_agenda", session)

    assert [(row["item"], row["vote_mode"]) for row in facts["items"]] == [
        ("报告出席人数，宣布大会开幕", "—"),
        ("听取关于职代会实施细则的报告", "—"),
        ("听取关于工资专项集体合同（草案）的报告", "—"),
        ("听取提案立案情况的报告", "—"),
        ("分团（组）审议", "—"),
        ("表决职代会实施细则", "无记名投票"),
        ("表决工资专项集体合同（草案）", "无记名投票"),
        ("宣布表决结果，宣读决议", "—"),
    ]
    assert (facts["quorum_needed"], facts["pass_needed"]) == ("22", "17")


def test_the_roll_has_a_line_for_everybody_entitled(session):
    facts = fill("congress_signin", session)

    assert len(facts["signins"]) == 32
    assert facts["quorum_result"] == "已达到法定人数"


def test_the_count_names_the_articles_and_the_base(ballot):
    facts = fill("vote_count_report", ballot)

    assert facts["basis"] == "《集体合同规定》第三十六条和《企业民主管理规定》第十七条、第二十条"
    assert (facts["should_attend"], facts["attended"], facts["pass_needed"]) == ("32", "29", "17")
    assert (facts["arith_result"], facts["outcome"], facts["failed_reason"]) == ("相符", "通过", "")


def test_a_failed_count_says_why(session):
    draft = DraftFactory(session.congress)
    wrong = counts(returned=28, yes=16, no=11)

    facts = fill("vote_count_report", vote(session, draft, counted=wrong, is_secret=False))

    assert facts["outcome"] == "未通过"
    assert facts["failed_reason"] == "赞成16票，未达到17票；票数核对不符；未采用无记名投票方式"
    assert (facts["arith_result"], facts["mode"]) == ("不符", "举手")


def test_a_count_without_a_quorum_says_so(presidium):
    sitting = sittings.sit(presidium.sitting, entitled=32, present=21, on=SITS_ON).made

    facts = fill("vote_count_report", vote(sitting, None, counted=votes_for(21, present=21)))

    assert facts["quorum_result"] == "未达到法定人数"
    assert facts["failed_reason"] == "实到21人，不足法定的22人"


def test_a_resolution_on_a_draft_names_the_contract_and_one_on_rules_does_not(ballot):
    rules = vote(ballot.sitting, RULES, item=RULES)

    on_draft = fill("congress_resolution", ballot)
    on_rules = fill("congress_resolution", rules)

    assert on_draft["agreement_title"] == "工资专项集体合同"
    assert on_rules["agreement_title"] == ""
    assert on_rules["basis"] == "《集体合同规定》第三十六条和《企业民主管理规定》第十七条、第二十条"


def test_announcement_and_minutes_give_every_vote(closed):
    announced = fill("congress_announcement", closed)["resolutions"]
    minutes = fill("congress_minutes", closed)

    assert [(row["item"], row["votes_for"], row["outcome"]) for row in announced] == [
        ("工资专项集体合同（草案）", "25", "通过"),
        (RULES, "16", "未通过"),
    ]
    assert [row["pass_needed"] for row in minutes["votes"]] == ["17", "17"]
    assert minutes["superior_union"] == "临港街道总工会"


def test_the_report_to_the_higher_union_says_who_the_delegates_are(closed):
    facts = fill("congress_record_report", closed, on=date(2027, 4, 9))

    assert (facts["mgmt_n"], facts["mgmt_ratio"], facts["mgmt_cap"]) == ("6", "18.75%", "6")
    assert (facts["women_n"], facts["women_ratio"], facts["dispatch_n"]) == ("9", "28.13%", "1")
    assert (facts["next_due"], facts["issue_date"]) == ("2028年3月26日", "2027年4月9日")


def test_an_unknown_make_up_of_the_delegates_stays_blank(union):
    congress = CongressFactory(union=union, delegates=None)
    sitting = sittings.notify(
        congress,
        title=TITLE,
        sits_on=SITS_ON,
        agenda=[WAGE],
        delivered=40,
        on=NOTIFIED_ON,
    ).made

    facts = fill("congress_record_report", sitting)

    assert (facts["mgmt_n"], facts["mgmt_ratio"]) == ("", "")


def test_the_report_tells_what_the_submitted_draft_says(session):
    draft = drafts.draw_up(
        DraftFactory(session.congress, stage="draft").case,
        on=date(2027, 3, 12),
        kind="wage",
        term_from=date(2027, 4, 1),
        term_to=date(2028, 3, 31),
        clauses={"pay_day": 15, "text": {"补差": "增资自2027年4月1日起算"}},
    ).made
    Round.objects.create(
        **Round.belonging_to(draft.case),
        kind="wage",
        opened_on=date(2027, 1, 4),
    )
    submissions.submit(draft, on=date(2027, 3, 12))

    facts = fill("congress_report", session)

    assert facts["items_text"] == "职代会实施细则和工资专项集体合同（草案）"
    assert facts["reporter"] == "孙立军"
    assert facts["process"] == "2027年3月12日形成提请大会审议的草案。"
    assert [row["points"] for row in facts["drafts"]] == [
        "文本见随会议材料送达的草案。",
        "期限自2027年4月1日至2028年3月31日。工资支付日：每月15日。补差：增资自2027年4月1日起算。",
    ]


def test_the_report_shows_what_was_asked_at_the_table_only_if_the_sides_say_so(session):
    row = {"item": "年度平均工资增幅", "ask": "8%", "counter": "2%", "settled": "5%"}

    assert fill("congress_report", session)["terms"] == []
    assert fill("congress_report", session, terms=[row])["terms"] == [{"seq": "1", **row}]


def test_an_item_finds_the_draft_with_the_longest_fitting_name(session):
    congress = session.congress
    wage = DraftFactory(congress)
    general = DraftFactory(congress, kind="comprehensive")
    both = [wage, general]

    assert congress_words.draft_of(WAGE, both) == wage
    assert congress_words.draft_of("集体合同(草案)", both) == general
    assert congress_words.draft_of("女职工权益保护专项集体合同(草案)", both) is None
    assert congress_words.draft_of(RULES, both) is None


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("", ""),
        ("北京市集体合同条例 第38条", "《北京市集体合同条例》第三十八条"),
        (
            "上海市职工代表大会条例(2017修正) 第10-11条",
            "《上海市职工代表大会条例》第十条至第十一条",
        ),
        ("中华人民共和国工会法(2021修正) 第54条第4项", "《中华人民共和国工会法》第五十四条第4项"),
        ("劳动合同法 第27、43条", "《劳动合同法》第二十七条、第四十三条"),
        (
            "河南省工会条例 第16条；劳动法 第33条；企业民主管理规定 总工发〔2012〕12号 第17条",
            "《河南省工会条例》第十六条、《劳动法》第三十三条和《企业民主管理规定》第十七条",
        ),
    ],
)
def test_a_stored_source_becomes_prose(source, prose):
    assert congress_words.articles(source) == prose


def test_no_name_but_the_chairs_and_the_parties_stands_in_a_paper(closed):
    everybody = set(Person.objects.values_list("name", flat=True)) - {"孙立军"}

    written = str([fill(code, closed) for code in OF_SITTING])

    assert not [name for name in everybody if name in written]
