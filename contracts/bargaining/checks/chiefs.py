"""Who leads each side, who writes the minutes, and how those who bargain are protected."""

from contracts.bargaining.checks.seats import Seat, chief_of
from contracts.parties.choices import Level
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

_UNION_DEPUTIES = ("副主席", "委员")


def check_union_chief(own: list[Seat], law: Law, *, has_union: bool = True) -> Verdict:
    """Judge the workers' chief: the union's chair, or a representative he empowered in writing.

    集体合同规定 第二十条. Without a union the representatives choose their chief themselves. Where
    the region does not speak of delegation (上海) a mandate is warned of, not refused.
    """
    rule = law.need("cb.reps.worker_chief")
    chief = chief_of(own)
    delegation = rule.value.get("delegation", "")
    stands = chief is not None and (not has_union or chief.is_head)
    delegated = chief is not None and chief.has_mandate
    if delegation == "acting_deputy_only":
        delegated = delegated and any(word in chief.post for word in _UNION_DEPUTIES if chief)
    return judge(
        "R_CHIEF_UNION",
        holds=stands or (delegated and delegation != "not_provided"),
        law=rule,
        found=int(stands or delegated),
        required=1,
        message=_union_chief_words(chief, rule, stands=stands, delegated=delegated),
        remedy="请由工会主席担任首席代表，或补上主席签字的委托书。",
        softly=delegated and delegation == "not_provided",
    )


def _union_chief_words(chief: Seat | None, rule: Rule, *, stands: bool, delegated: bool) -> str:
    if chief is None:
        return "职工方还没有首席代表，规定每方一名。"
    if stands:
        return f"职工方首席代表{chief.name}合规。"
    if delegated:
        return f"职工方首席代表{chief.name}凭书面委托担任（{rule.zh}）。"
    return f"职工方首席代表{chief.name}不是工会主席，也没有可用的书面委托（{rule.zh}）。"


def check_employer_chief(own: list[Seat], law: Law, *, is_organisation: bool = False) -> Verdict:
    """Judge the employer's chief: the legal representative, or a manager empowered in writing.

    集体合同规定 第二十一条、第二十三条. For an organisation of employers (``is_organisation``) the
    chief it chose stands. Regions narrow or widen the circle of those who may be empowered.
    """
    rule = law.need("cb.reps.employer_chief")
    not_chief = law.find("cb.reps.external_not_chief")
    chief = chief_of(own)
    delegation = rule.value.get("delegation", "")
    stands = chief is not None and (chief.is_head or is_organisation)
    delegated = chief is not None and _may_stand_in(chief, delegation)
    return judge(
        "R_CHIEF_EMPLOYER",
        holds=stands or (delegated and delegation != "not_provided"),
        law=[rule, not_chief],
        found=int(stands or delegated),
        required=1,
        message=_employer_chief_words(chief, rule, stands=stands, delegated=delegated),
        remedy="请由法定代表人担任首席代表，或补上法定代表人签字的委托书。",
        softly=delegated and delegation == "not_provided",
    )


def _may_stand_in(chief: Seat, delegation: str) -> bool:
    """Test whether a person with a mandate is of the circle that may be empowered."""
    if not chief.has_mandate or chief.is_outsider:
        return False
    if delegation == "written_to_company_officer":
        return chief.level in {Level.HEAD, ""}
    return chief.is_manager or delegation in {"written_to_any_person", "written_to_other_rep"}


def _employer_chief_words(chief: Seat | None, rule: Rule, *, stands: bool, delegated: bool) -> str:
    if chief is None:
        return "企业方还没有首席代表，规定每方一名。"
    if stands:
        return f"企业方首席代表{chief.name}合规。"
    if delegated:
        return f"企业方首席代表{chief.name}凭书面委托担任（{rule.zh}）。"
    if chief.is_outsider:
        return f"企业方首席代表{chief.name}是外聘人员，首席代表不得由外部人员代理。"
    return f"企业方首席代表{chief.name}不是法定代表人，也没有可用的书面委托（{rule.zh}）。"


def check_consent(*, workers: int, consented: int | None, law: Law) -> Verdict:
    """Judge the workers' consent where no union stands: out of all workers, not of those present.

    集体合同规定 第二十条、劳动合同法 第五十一条.
    """
    rule = law.need("cb.reps.worker_selection")
    represented = law.find("cb.who_represents_workers")
    required = rule.share.required(workers) if rule.share else 0
    found = consented or 0
    return judge(
        "R_NO_UNION_CONSENT",
        holds=found >= required,
        law=[rule, represented],
        found=found,
        required=required,
        message=f"没有工会，职工方代表由职工推举：{workers}名职工中{found}人同意，需要{required}人。",
        remedy="请在上级工会指导下开职工会议推选代表，并写好推选记录。",
    )


def check_recorder(
    recorders: dict[int, str],
    representatives: set[int],
    law: Law,
    *,
    for_session: bool = False,
) -> Verdict:
    """Judge the recorder: there is one, and he bargains for nobody.

    集体合同规定 第三十三条. ``recorders`` maps person to name. Where each side names its own,
    as 河南 does, a session needs both.
    """
    rule = law.need("cb.recorder")
    per_side = rule.value.get("per") == "side_for_CC" and "WAGE" not in law.instruments
    required = rule.value["value"] * (2 if per_side and for_session else 1)
    seated = [name for person, name in recorders.items() if person in representatives]
    found = len(recorders) - len(seated)
    words = f"记录员{'、'.join(recorders.values())}不是协商代表，合规。"
    if seated:
        words = f"记录员{'、'.join(seated)}是协商代表，记录员应由协商代表以外的人担任。"
    elif found < required:
        words = f"记录员{found}名，规定双方共同确定{required}名非协商代表担任。"
    return judge(
        "R_RECORDER",
        holds=not seated and found >= required,
        law=rule,
        found=found,
        required=required,
        message=words,
        remedy="请双方商定一位不是协商代表的记录员。",
    )


def advise_protection(law: Law) -> Verdict:
    """Return the advice that goes with every list of workers' representatives."""
    rules = [
        law.find("cb.reps.protect.contract_extension"),
        law.find("cb.reps.protect.dismissal_exceptions"),
        law.find("cb.reps.protect.no_transfer"),
    ]
    said = "；".join(rule.zh for rule in rules if rule is not None)
    return judge(
        "R_REP_PROTECT",
        holds=True,
        law=rules,
        message=f"职工方代表履职期间受保护：{said}。",
    )
