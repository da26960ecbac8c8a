"""Rules of the congress, of boards and of layoffs, asked with facts."""

from contracts.congress.checks import boards, delegates, elections, layoffs, matters
from contracts.congress.checks.boards import Board
from contracts.congress.checks.layoffs import Workforce
from contracts.congress.checks.matters import Matter
from contracts.statutes.law import Law
from contracts.verdicts.verdict import OK
from workflow.asking.answers import NOT_TRIGGERED, OPTIONAL, REQUIRED, TRIGGERED
from workflow.asking.facts import Facts
from workflow.asking.said import Said, ask_for


def layoff(facts: Facts, law: Law) -> Said:
    """Answer whether a layoff is one that must be announced (劳动合同法 41).

    Where the base of the tenth is in doubt, the answer stands if it is the same either way.
    """
    cut, rules = facts.count("cut"), layoffs.rules_of(law)
    if cut is None:
        return ask_for("cut", rules=rules, message=f"{rules[0].zh}。")
    force = _workforce(facts)
    numbers = force.populations()
    found = {layoffs.is_triggered(cut=cut, workers=number, law=law) for number in numbers}
    if len(found) > 1 or None in found:
        return ask_for(*_missing(force), rules=rules, message=f"{rules[0].zh}。")
    triggered = found == {True}
    number = numbers[0]
    return Said(
        TRIGGERED if triggered else NOT_TRIGGERED,
        rules,
        message=layoffs.describe(cut=cut, workers=number, triggered=triggered, law=law)
        + _counted_on(force),
        found=cut,
        required=rules[0].value["people"],
    )


def _workforce(facts: Facts) -> Workforce:
    branch = facts.part("branch")
    return Workforce(
        company=facts.count("workers"),
        is_branch="branch" in facts,
        branch=branch.count("workers"),
        is_licensed=branch.flag("licensed"),
        signed_by=facts.one_of("signed_by", (layoffs.BY_COMPANY, layoffs.BY_BRANCH)),
    )


def _missing(force: Workforce) -> list[str]:
    """Return the facts that would settle on how many workers the share is counted."""
    missing = []
    if force.is_own_employer is None and force.is_licensed is None:
        missing.append("branch.licensed")
    if force.is_own_employer is None and not force.signed_by:
        missing.append("signed_by")
    if force.is_own_employer is not False and force.branch is None:
        missing.append("branch.workers")
    if not force.is_own_employer and force.company is None:
        missing.append("workers")
    return missing


def _counted_on(force: Workforce) -> str:
    if not force.is_branch or force.is_own_employer is None:
        return ""
    if force.is_own_employer:
        return "分支机构有营业执照、自己签劳动合同，按分支机构的职工人数算。"
    return "分支机构没有营业执照或者劳动合同由公司签订，按公司全部职工算。"


def director(facts: Facts, law: Law) -> Said:
    """Answer whether a worker must sit on the board of directors (公司法 68)."""
    rule = law.need(boards.DIRECTOR_KEY)
    workers = facts.count("workers")
    if workers is None:
        return ask_for("workers", rules=[rule], message=f"{rule.zh}。")
    board = _board(facts)
    needed = boards.needs_director(workers=workers, board=board, law=law)
    if needed is None:
        missing = ["supervisory_board"] if board.is_board is None else []
        if board.employee_supervisors is None:
            missing.append("employee_supervisors")
        return ask_for(*missing, rules=[rule], message=f"{rule.zh}。")
    return Said(
        REQUIRED if needed else OPTIONAL,
        [rule],
        message=f"{rule.zh}。职工{workers}人，"
        f"{'董事会应有职工代表' if needed else '董事会可以不设职工代表'}。",
        found=workers,
        required=rule.value["threshold"],
    )


def _board(facts: Facts) -> Board:
    return Board(
        has_board=facts.flag("supervisory_board"),
        supervisors=facts.count("supervisors"),
        employee_supervisors=facts.count("employee_supervisors"),
    )


def supervisors(facts: Facts, law: Law) -> Said:
    """Answer whether workers must sit on the supervisory board, and how many (公司法 76)."""
    rule = law.need(boards.SUPERVISOR_KEY)
    board = _board(facts)
    if board.is_board is False:
        return Said(OPTIONAL, [rule], message=f"{rule.zh}。没有设监事会，这一条用不上。")
    if board.supervisors is None:
        return Said(REQUIRED, [rule], message=f"{rule.zh}。")
    verdict = boards.check_supervisors(
        supervisors=board.supervisors,
        employee_supervisors=board.employee_supervisors or 0,
        law=law,
    )
    return Said(
        REQUIRED,
        [rule],
        message=f"{rule.zh}。{verdict.message}{verdict.remedy}",
        found=verdict.found if board.employee_supervisors is not None else None,
        required=verdict.required,
    )


def women_seats(facts: Facts, law: Law) -> Said:
    """Answer whether women must be among the delegates, and how many."""
    rule = law.need(delegates.WOMEN_KEY)
    women, workers = facts.count("women"), facts.count("workers")
    seats = facts.count("seats", "delegates")
    if women == 0:
        return Said(OPTIONAL, [rule], message=f"{rule.zh}。没有女职工，这一条用不上。")
    if women is None or workers is None or seats is None:
        return Said(REQUIRED, [rule], message=f"{rule.zh}。")
    found = facts.count("women_seats")
    verdict = delegates.check_women(
        seats=seats, women_seats=found or 0, workers=workers, women=women, law=law
    )
    figure = None if found is None else found
    return Said(REQUIRED, [rule], message=verdict.message, found=figure, required=verdict.required)


def dispatch_seats(facts: Facts, law: Law) -> Said:
    """Answer whether dispatched workers must be among the delegates."""
    rule = law.need(delegates.DISPATCH_KEY)
    is_observer = rule.value.get("value") == delegates.OBSERVER
    if is_observer or facts.count("dispatch") == 0:
        return Said(OPTIONAL, [rule], message=f"{rule.zh}。")
    return Said(REQUIRED, [rule], message=f"{rule.zh}。")


def delegate_number(facts: Facts, law: Law) -> Said:
    """Answer how many delegates so many workers need."""
    workers = facts.count("workers")
    if workers is None:
        rule = law.need(delegates.COUNT_KEY)
        return ask_for("workers", rules=[rule], message=f"{rule.zh}。")
    rule, bounds = delegates.seats_asked(workers, law)
    found = facts.count("seats", "delegates")
    least = bounds.least if bounds.least is not None else bounds.most
    words = f"职工{workers}人，代表不少于{bounds.least}名" if bounds.least is not None else ""
    if bounds.most is not None:
        words += f"{'，' if words else f'职工{workers}人，代表'}不超过{bounds.most}名"
    return Said(REQUIRED, [rule], message=f"{rule.zh}。{words}。", found=found, required=least)


def recall(facts: Facts, law: Law) -> Said:
    """Answer how many votes of the unit take a delegate's seat back, and whether these do."""
    rule = law.need(elections.RECALL_KEY)
    workers, votes = facts.count("workers"), facts.count("votes")
    if workers is None:
        return ask_for("workers", rules=[rule], message=f"{rule.zh}。")
    verdict = elections.check_recall(workers=workers, votes=votes or 0, law=law)
    if votes is None:
        least = f"本单位职工{workers}人，至少要{verdict.required}票赞成。"
        return Said(REQUIRED, [rule], f"{rule.zh}。{least}", required=verdict.required)
    return Said(
        TRIGGERED if verdict.outcome == OK else NOT_TRIGGERED,
        [rule],
        f"{verdict.message}{verdict.remedy}",
        found=verdict.found,
        required=verdict.required,
    )


def matter(facts: Facts, law: Law) -> Said:
    """Answer what the congress does with a matter: pass it, deliberate, hear a report."""
    name = facts.words("matter")
    national = law.need(matters.NATIONAL)
    if not name:
        return ask_for("matter", rules=[national], message=f"{national.zh}。")
    ownerships = (
        [matters.ownership_of(facts.words("ownership"))]
        if "ownership" in facts
        else [matters.PRIVATE, matters.STATE, matters.COLLECTIVE]
    )
    found = {owner: matters.find(name, law, ownership=owner) for owner in ownerships}
    actions = {rows[0].action if rows else "" for rows in found.values()}
    if actions == {""}:
        return _no_row(name, law)
    rows = next(rows for rows in found.values() if rows)
    if len(actions) > 1:
        return ask_for("ownership", rules=rows, message=_by_owner(found))
    return Said(
        rows[0].action,
        rows,
        message=f"{_lines(rows)}。",
        is_uncertain=rows[0].is_uncertain,
    )


def _lines(rows: list[Matter]) -> str:
    return "；".join(dict.fromkeys(row.zh for row in rows))


def _by_owner(found: dict[str, list[Matter]]) -> str:
    names = {
        matters.PRIVATE: "非公企业",
        matters.STATE: "国有企业",
        matters.COLLECTIVE: "集体企业",
    }
    said = [f"{names[owner]}：{rows[0].zh}" for owner, rows in found.items() if rows]
    return "各种所有制不一样。" + "；".join(said) + "。"


def _no_row(name: str, law: Law) -> Said:
    known = "、".join(matters.names(law))
    return ask_for(
        "matter",
        rules=[law.need(matters.NATIONAL)],
        message=f"事项表里没有适用的“{name}”；可问的事项：{known}。",
    )
