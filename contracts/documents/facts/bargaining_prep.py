"""Fill the papers of preparation: survey, issues, plan, roster and authorizations."""

from decimal import Decimal
from typing import Any

from contracts.bargaining import queries, seating
from contracts.bargaining.models import (
    EmployerPlan,
    Representative,
    Round,
    WorkersPlan,
    WorkersSurvey,
)
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.topic_words import in_words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Side

_CAP_RULE = "cb.reps.external_cap"
_GROWTH = "增幅"
_FEW = 3
_SCALE = "□1　□2　□3　□4　□5"


def _ratio(part: int, whole: int) -> str:
    """Return a share in per cent with one decimal: 163 of 184 is 88.6%."""
    share = Decimal(100 * part) / Decimal(whole) if whole else Decimal(0)
    return f"{share:.1f}%"


def _topics(survey: WorkersSurvey) -> list[tuple[str, int]]:
    rows = survey.topics.order_by("-votes", "pk")
    return [(row.topic, row.votes) for row in rows]


@fills("opinion_questionnaire")
def opinion_questionnaire(survey: WorkersSurvey, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Ask the workers what to bargain for; the topics are those of the survey."""
    round_ = survey.round
    options = "　".join(f"□{topic}" for topic, _ in _topics(survey))
    questions = [
        ("这一次协商，您最想谈哪三件事", "多选", options),
        ("您对现在的工资和劳动条件", "单选", "□满意　□基本满意　□不满意"),
        ("您清楚自己的工资和加班费是怎么算出来的吗", "单选", "□清楚　□不太清楚　□不清楚"),
        ("对工会代表职工协商，您的信心（1分最低，5分最高）", "评分", _SCALE),
        ("请举一个工资、工时方面让您为难的例子", "开放", ""),
    ]
    return {
        "company_name": words.parties(round_)["company_name"],
        "union_name": words.parties(round_)["union_name"],
        "contract_name": round_.instrument_name,
        "survey_start": chinese.day(min(round_.opened_on, survey.surveyed_on)),
        "survey_end": chinese.day(survey.surveyed_on),
        "anonymous": "匿名",
        "target_groups": "全体职工（含劳务派遣人员）",
        "open_question": "您还有什么话想对工会说：",
        "questions": words.numbered(
            {"text": text, "kind": kind, "options": choices} for text, kind, choices in questions
        ),
    }


@fills("opinion_summary")
def opinion_summary(survey: WorkersSurvey, paper: PaperContext) -> dict[str, Any]:
    """Rank what the workers want, in votes and as a share of the sheets that came back."""
    round_, topics = survey.round, _topics(survey)
    start = min(round_.opened_on, survey.surveyed_on)
    return {
        "company_name": words.parties(round_)["company_name"],
        "union_name": words.parties(round_)["union_name"],
        "contract_name": round_.instrument_name,
        "survey_period": chinese.span(start, survey.surveyed_on),
        "issue_date": chinese.day(paper.issued_on),
        "sent": str(survey.sent_count),
        "returned": str(survey.returned_count),
        "return_rate": _ratio(survey.returned_count, survey.sent_count),
        "summary": _summary(topics),
        "items": [
            {
                "rank": str(rank),
                "topic": topic,
                "votes": str(votes),
                "ratio": _ratio(votes, survey.returned_count),
                "typical": "",
            }
            for rank, (topic, votes) in enumerate(topics, start=1)
        ],
        "by_group": [],
    }


def _summary(topics: list[tuple[str, int]]) -> str:
    if not topics:
        return "职工没有集中提出的议题。"
    first, votes = topics[0]
    text = f"职工最关心的是{first}，有{votes}人提出"
    others = words.join(topic for topic, _ in topics[1:_FEW])
    if others:
        text += f"；其次是{others}"
    return f"{text}。建议把排在前面的意见列为本轮协商议题。"


@fills("issue_list")
def issue_list(plan: WorkersPlan | EmployerPlan, paper: PaperContext) -> dict[str, Any]:
    """List the topics for the other side to read: nothing of the plan but their names."""
    round_ = plan.round
    side = Side.WORKERS if isinstance(plan, WorkersPlan) else Side.EMPLOYER
    return {
        "company_name": words.parties(round_)["company_name"],
        **words.instrument(round_),
        "round_no": words.round_number(round_),
        "version": "对外版",
        "proposer": words.SIDES[side],
        "list_date": chinese.day(paper.issued_on),
        "issues": words.numbered(
            {
                "topic": position.topic,
                "current": "",
                "claim": "会上提出",
                "reason": "",
                "law_floor": "",
                "priority": "",
            }
            for position in plan.positions.order_by("pk")
        ),
    }


@fills("bargaining_plan_internal")
def bargaining_plan_internal(plan: WorkersPlan, paper: PaperContext) -> dict[str, Any]:
    """State what the workers' side asks, hopes for and will not go below; for its eyes only."""
    round_, positions = plan.round, list(plan.positions.order_by("pk"))
    growth = next((row for row in positions if _GROWTH in row.topic), None)
    wage = paper.law.local.min_wage_month
    return {
        **words.parties(round_),
        **words.instrument(round_),
        "round_no": words.round_number(round_),
        "issue_date": chinese.day(paper.issued_on),
        "firm_avg_wage": "",
        "firm_min_wage": "",
        "local_min_wage": f"{wage.normalize():f}元/月" if wage else "",
        "cpi": "",
        "guideline_base": "",
        "profit_growth": "",
        "labor_productivity_growth": "",
        "survey_result": _survey_result(round_),
        "target_growth": growth.target if growth else "",
        "bottom_growth": growth.bottom if growth else "",
        "roles": "",
        "concessions": "",
        "fallback": "",
        "positions": [
            {
                "topic": row.topic,
                "ask": in_words(row.topic, row.ask),
                "target": in_words(row.topic, row.target),
                "bottom": in_words(row.topic, row.bottom),
                "evidence": "",
                "expected_counter": "",
            }
            for row in positions
        ],
    }


def _survey_result(round_: Round) -> str:
    survey = queries.latest_survey(round_)
    if survey is None:
        return ""
    top = words.join(f"{topic}{votes}人" for topic, votes in _topics(survey)[:_FEW])
    text = f"发放{survey.sent_count}份、收回{survey.returned_count}份"
    return f"{text}，排在前面的是{top}。" if top else f"{text}。"


@fills("rep_roster")
def rep_roster(round_: Round, paper: PaperContext) -> dict[str, Any]:
    """List both sides' representatives, how each came to the table, and the recorder."""
    workers = seating.seated(round_, Side.WORKERS)
    employer = seating.seated(round_, Side.EMPLOYER)
    first = min((row.named_on for row in [*workers, *employer]), default=paper.issued_on)
    return {
        **words.parties(round_),
        **words.instrument(round_),
        "round_no": words.round_number(round_),
        "roster_date": chinese.day(paper.issued_on),
        "term_from": chinese.day(first),
        "term_to": words.UNTIL_SIGNED,
        "union_count": str(len(workers)),
        "employer_count": str(len(employer)),
        "recorder": words.recorder_names(round_),
        "worker_side": [_worker(row) for row in workers],
        "employer_side": [_employer(row) for row in employer],
    }


def _worker(row: Representative) -> dict[str, str]:
    return {
        "name": row.person.name,
        "gender": row.person.gender,
        "id_no": "",
        "dept": words.post(row.person),
        "post_level": "外聘" if row.is_outsider else row.person.level or words.NOTHING,
        "role": words.role(row),
        "labor_contract_end": "",
    }


def _employer(row: Representative) -> dict[str, str]:
    basis = "法定代表人" if row.is_head else "书面委托" if row.has_mandate else "指派"
    return {
        "name": row.person.name,
        "id_no": "",
        "title": words.post(row.person),
        "role": words.role(row),
        "basis": basis,
    }


@fills("chief_rep_authorization")
def chief_rep_authorization(chief: Representative, paper: PaperContext) -> dict[str, Any]:
    """Let the chair or the legal representative empower somebody to be chief in his place."""
    round_, party = chief.round, chief.round.party(chief.side)
    head = party.head if party else None
    title = "工会主席" if chief.side == Side.WORKERS else "法定代表人"
    if head is not None and chief.side == Side.EMPLOYER and head.post:
        title = f"{title}、{words.post(head)}"
    return {
        **words.parties(round_),
        **words.instrument(round_),
        "doc_no": paper.number,
        "side": words.SIDES[Side(chief.side)],
        "principal": head.name if head else "",
        "principal_title": title,
        "agent": chief.person.name,
        "agent_title": words.post(chief.person),
        "scope_text": "",
        "valid_from": chinese.day(chief.named_on),
        "valid_to": words.UNTIL_SIGNED,
        "issue_date": chinese.day(paper.issued_on),
    }


@fills("expert_authorization")
def expert_authorization(expert: Representative, paper: PaperContext) -> dict[str, Any]:
    """Engage somebody from outside as a representative, and show that the cap is kept."""
    round_ = expert.round
    seats = seating.seats(round_, expert.side)
    cap = paper.law.need(_CAP_RULE)
    limit = "规定人数"
    if cap.share is not None:
        limit = f"{chinese.numeral(cap.share.den)}分之{chinese.numeral(cap.share.num)}"
    return {
        **words.parties(round_),
        **words.instrument(round_),
        "doc_no": paper.number,
        "side": words.SIDES[Side(expert.side)],
        "expert_name": expert.person.name,
        "expert_unit": words.post(expert.person),
        "expert_id": "",
        "matter": "担任本方协商代表，参加集体协商会议，就政策、数据测算和合同条款发表意见，"
        "协助起草合同草案。",
        "side_total": str(len(seats)),
        "outside_count": str(sum(seat.is_outsider for seat in seats)),
        "outside_limit": limit,
        "valid_from": chinese.day(expert.named_on),
        "valid_to": words.UNTIL_SIGNED,
        "issue_date": chinese.day(paper.issued_on),
    }
