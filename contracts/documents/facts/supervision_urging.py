"""Fill the urge note (催办单): who let which last day pass, and what is to be done until when."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from contracts.deadlines import clock
from contracts.deadlines.catalogue import deadlines, title_of
from contracts.deadlines.models import Deadline
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import OrganisationKind, Side
from contracts.parties.models import Organisation
from contracts.supervision.models import Letter

URGE = "DL_URGE"
FIRST = "一"
HABIT = "工会工作惯例"
AGREED = "双方约定的日期"


@dataclass(frozen=True, slots=True)
class Omission:
    """What is left undone when a last day passes, and what to do about it (no subject)."""

    matter: str
    action: str


OMISSIONS = {
    "DL_OFFER_REPLY": Omission("未按期书面答复协商要约", "以书面形式答复协商要约"),
    "DL_REP_VACANCY": Omission(
        "协商代表空缺未按期补选",
        "按规定程序产生新的协商代表，并书面通知对方",
    ),
    "DL_REP_NOTICE": Omission("协商代表名单未按期公示", "完成协商代表名单的公示"),
    "DL_DRAFT_REVOTE": Omission(
        "草案未获通过后未按期再次提交审议",
        "就未获通过的内容重新协商修改，再次提交职工代表大会或者全体职工讨论",
    ),
    "DL_FILE_WAGE": Omission(
        "合同文本未按期报送审查",
        "将签字盖章的合同文本和有关材料报送劳动保障行政部门审查，取得收件回执",
    ),
    "DL_FILE_GENERAL": Omission(
        "合同文本未按期报送审查",
        "将签字盖章的合同文本和有关材料报送劳动保障行政部门审查，取得收件回执",
    ),
    "DL_PUBLISH_WAGE": Omission(
        "生效的合同未按期公布",
        "以职工便于知晓的方式向全体职工公布合同全文，并留存公布记录",
    ),
    "DL_PUBLISH_GENERAL": Omission(
        "生效的合同未及时公布",
        "以职工便于知晓的方式向全体职工公布合同全文，并留存公布记录",
    ),
    "DL_UNION_RECORD": Omission(
        "生效的合同未报上一级工会备案",
        "将生效的合同文本和备案表报送上一级工会",
    ),
    "DL_SUSPEND": Omission("中止期满未恢复协商", "按照中止协商书的约定恢复协商"),
    "DL_CONGRESS_YEARLY": Omission("未按期召开职工代表大会", "依法召开职工代表大会"),
    "DL_CONGRESS_TERM": Omission("职工代表大会届满未换届", "依法办理职工代表大会换届"),
    "DL_CONGRESS_RECORD": Omission(
        "职工代表大会情况未报上一级工会备案",
        "将职工代表大会的情况和决议报送上一级工会",
    ),
    "DL_PERF_CHECK": Omission(
        "未按期开展履约检查",
        "组织双方检查小组对合同履行情况逐条检查，形成检查表",
    ),
    "DL_PERF_REPORT": Omission(
        "未按期向职工代表大会报告履约情况",
        "向职工代表大会报告合同的履行情况",
    ),
    "DL_RECTIFY": Omission(
        "未按期完成整改",
        "按照整改通知书逐项完成整改，并书面回复整改情况",
    ),
    "DL_SUPERVISION_REPLY": Omission(
        "未按期答复工会劳动法律监督文书",
        "对所收到的监督文书作出书面答复",
    ),
    "DL_MEDIATION": Omission(
        "调解期满未办结",
        "结束调解；未达成协议的，告知当事人可以依法申请仲裁",
    ),
}


def omission(code: str) -> Omission:
    """Return what a passed last day means; a code without words of its own by its title."""
    title = title_of(code)
    return OMISSIONS.get(code) or Omission(f"逾期未办理：{title}", f"办理“{title}”")


def basis(deadline: Deadline, paper: PaperContext) -> str:
    """Return what a period rests on as a letter cites it: the law it was reckoned by."""
    law = replace(
        paper.law,
        on=deadline.law_on or paper.law.on,
        instruments=tuple(deadline.instruments) or paper.law.instruments,
    )
    rule = law.find(deadline.rule_key) if deadline.rule_key else None
    if deadline.is_agreed:
        return AGREED
    return says.cite(rule) if rule else HABIT


def overdue_of(party: Organisation, *, on: date) -> list[Deadline]:
    """Return the periods a party let pass and that still run, the oldest first."""
    silent = [code for code, entry in deadlines().items() if not entry.is_urged]
    mine = Q(side=Side.EMPLOYER, employer_party=party) | Q(side=Side.WORKERS, workers_party=party)
    rows = Deadline.objects.filter(mine, state=Deadline.State.RUNNING, judged_day__lt=on)
    return list(rows.exclude(code__in=silent).order_by("judged_day", "pk"))


@fills("urge_note")
def urge_note(record: Deadline | Letter, paper: PaperContext) -> dict[str, Any]:
    """Urge the union in charge, once a last day has passed; a letter urges its receiver.

    The note stays inside the unions: where the employer is late, its union is asked to press it,
    and the next step towards the employer is the reminder letter (提示函).
    """
    own = _of_letter(record, paper) if isinstance(record, Letter) else _of_deadline(record, paper)
    return {
        "issuer_unit": paper.issuer.name,
        "doc_no": paper.number,
        "times": FIRST,
        "contact": "",
        "reply": "",
        "issue_date": chinese.day(paper.issued_on),
        **own,
    }


def _of_deadline(deadline: Deadline, paper: PaperContext) -> dict[str, str]:
    party = deadline.workers_party or deadline.employer_party
    left_undone = omission(deadline.code)
    return {
        "addressee": words.name_of(party),
        "lead": f"{deadline.case.title}一案中，下列事项期限届满，至今没有办理完毕的记录。",
        "matter": left_undone.matter,
        "responsible": _responsible(deadline),
        "period_basis": basis(deadline, paper),
        "base_date": chinese.day(deadline.base_on),
        "original_due": words.due_day(deadline, deadline.judged_day),
        "overdue_days": str(deadline.days_over(on=paper.issued_on)),
        "new_due": _answer_day(paper),
        "demand": _demand(deadline, party, left_undone),
        "next_step": _next_step(deadline),
    }


def _responsible(deadline: Deadline) -> str:
    parties = {Side.WORKERS: deadline.workers_party, Side.EMPLOYER: deadline.employer_party}
    late = [parties[Side(deadline.side)]] if deadline.side else list(parties.values())
    return words.join(words.name_of(party) for party in late if party)


def _demand(deadline: Deadline, party: Organisation | None, left_undone: Omission) -> str:
    firm, is_union = deadline.employer_party, _is_union(party)
    if is_union and deadline.side == Side.EMPLOYER and firm is not None:
        return f"请你会督促{firm.name}{left_undone.action}。"
    return f"请{'你会' if is_union else '你单位'}{left_undone.action}。"


def _is_union(party: Organisation | None) -> bool:
    return party is not None and party.kind in {OrganisationKind.UNION, OrganisationKind.FEDERATION}


def _next_step(deadline: Deadline) -> str:
    if deadline.side != Side.EMPLOYER:
        return ""
    return (
        "期满仍未办理又不说明理由的，将依照《工会劳动法律监督办法》"
        "向责任方发出工会劳动法律监督提示函。"
    )


def _answer_day(paper: PaperContext) -> str:
    reckoned = clock.reckon(URGE, base=paper.issued_on, law=paper.law)
    return chinese.day(reckoned.due.day) if reckoned else says.BLANK


def _of_letter(letter: Letter, paper: PaperContext) -> dict[str, str]:
    late = overdue_of(letter.receiver, on=letter.sent_on)
    matters = words.join(omission(row.code).matter for row in late)
    actions = "；".join(omission(row.code).action for row in late)
    asked = "；".join(demand.rstrip("。") for demand in letter.demands) or actions
    you = "你会" if _is_union(letter.receiver) else "你单位"
    return {
        "addressee": letter.receiver.name,
        "lead": says.stop(letter.facts) or "下列事项至今没有办理完毕的记录。",
        "matter": letter.matter or matters or says.BLANK,
        "responsible": letter.receiver.name,
        "period_basis": words.join(dict.fromkeys(basis(row, paper) for row in late)),
        "base_date": chinese.day(late[0].base_on) if late else "",
        "original_due": words.due_day(late[0], late[0].judged_day) if late else "",
        "overdue_days": str(late[0].days_over(on=letter.sent_on)) if late else "",
        "new_due": words.due_day(letter, letter.last_day) or _answer_day(paper),
        "demand": f"请{you}{asked or '抓紧办理上列事项'}。",
        "next_step": "",
    }
