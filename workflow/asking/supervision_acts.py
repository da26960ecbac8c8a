"""Letters and disputes asked with facts: who may send what, and what is arbitrated at all."""

from contracts.disputes import arbitrations
from contracts.parties.choices import OrganisationKind
from contracts.statutes.law import Law
from contracts.supervision.checks import senders
from contracts.supervision.models import Letter
from contracts.verdicts.verdict import Verdict, judge
from workflow.asking.facts import Facts
from workflow.asking.questions import Question

# A sender in plain words, for a question asked in nobody's name.
SENDERS = {
    "enterprise_union": (OrganisationKind.UNION, "企业工会"),
    "township": (OrganisationKind.FEDERATION, "街道总工会"),
    "county": (OrganisationKind.FEDERATION, "县总工会"),
}


def letter(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge who may send an opinion or a recommendation; the asker, unless a sender is named."""
    kind, name, is_own = _sender(facts, question)
    return senders.check_sender(
        facts.one_of("kind", Letter.Kind.values, Letter.Kind.OPINION),
        sender_kind=kind,
        sender_name=name,
        is_own_union=is_own,
        law=law,
    )


def _sender(facts: Facts, question: Question) -> tuple[str, str, bool]:
    named, asker = facts.one_of("sender", tuple(SENDERS)), question.asker
    if named or asker is None:
        kind, name = SENDERS[named or "county"]
        return kind, name, named == "enterprise_union"
    is_own = asker.kind == OrganisationKind.UNION and asker.firm_id is not None
    return asker.kind, asker.name, is_own


def arbitrate(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge whether a dispute is arbitrated: only over an agreement in force."""
    in_force = facts.flag("in_force")
    return [
        judge(
            arbitrations.NOT_ARBITRABLE,
            holds=in_force is not False,
            law=law.find(arbitrations.NOT_ARBITRABLE),
            message="履行已生效的集体合同发生的争议，可以申请仲裁。"
            if in_force is not False
            else "因签订集体合同发生的争议（还没有生效的合同），不能申请仲裁。",
            remedy="向当地人社部门申请协调处理，也可以请上级工会出面协调。",
        ),
    ]


CHECKS = {
    "supervision.letter": letter,
    "disputes.arbitrate": arbitrate,
}
