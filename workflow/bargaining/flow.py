"""The bargaining flow: one round from preparation to settled terms and the draft.

Reads as the procedure of 集体合同规定 第四章: offer, answer within the rule's clock, talks,
suspension, settlement; with silence and refusal reported upwards and coordinated by the labour
department.
Class and node names are stored in the database: a changed graph becomes V2 beside this one.
"""

from typing import Any

from viewflow import this
from viewflow.workflow import act, flow, lock

from workflow.desk.models import Desk
from workflow.models import BargainingProcess
from workflow.nodes import Step, last_day_of


class BargainingFlowV1(flow.Flow):
    """一轮集体协商：准备 → 要约 → 应约 → 协商（中止） → 达成一致 → 起草。"""

    process_class = BargainingProcess
    process_title = "集体协商"
    lock_impl = lock.SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Annotation(title="启动协商").Next(this.prepare)

    prepare = (
        Step("bargaining.offer", desk="opening_side")
        .By("DL_RENEW_WAGE", "DL_RENEW_GENERAL")
        .MootIf("is_beyond_offer")
        .Annotation(title="准备并发出要约")
        .Next(this.await_answer)
    )
    await_answer = (
        Step("bargaining.respond", desk="answering_side")
        .By("DL_OFFER_REPLY")
        .MootIf("is_in_talks")
        .AtEnd("bargaining.fall_silent")
        .Annotation(title="书面答复要约")
        .OnTimeout(
            last_day_of("DL_OFFER_REPLY"),
            this.report,
            interrupting=False,
            title="逾期未答复",
        )
        .Next(this.is_answered)
    )
    is_answered = (
        flow.Switch()
        .Annotation(title="同意协商吗")
        .Case(this.talk, act.process.is_in_talks)
        .Case(this.already_reported, act.process.is_escalated)
        .Default(this.report)
    )
    report = (
        Step("bargaining.report_silence", desk="offering_side")
        .MootIf("is_in_talks")
        .YieldsTo("bargaining.coordination:apply")
        .Annotation(title="向上级工会报告")
        .Next(this.apply)
    )
    apply = (
        Step("bargaining.coordination:apply", desk="offering_side")
        .MootIf("is_in_talks")
        .YieldsTo("bargaining.coordination:accept")
        .Annotation(title="申请协调处理")
        .Next(this.accept)
    )
    accept = (
        Step("bargaining.coordination:accept", desk=Desk.LABOUR)
        .MootIf("is_in_talks")
        .YieldsTo("bargaining.coordination:conclude")
        .Annotation(title="受理协调申请")
        .Next(this.coordinate)
    )
    coordinate = (
        Step("bargaining.coordination:conclude", desk=Desk.LABOUR)
        .By("DL_COORD")
        .Annotation(title="协调处理结案")
        .Next(this.talk)
    )
    talk = (
        Step("bargaining.meet", "bargaining.settle", "bargaining.suspend", desk=Desk.BOTH)
        .MootIf("is_drafted")
        .Annotation(title="开会协商")
        .Next(this.where_now)
    )
    where_now = (
        flow.Switch()
        .Annotation(title="谈到哪一步")
        .Case(this.draft, act.process.is_settled)
        .Case(this.resume, act.process.is_suspended)
        .Default(this.talk)
    )
    resume = (
        Step("bargaining.resume", desk=Desk.BOTH)
        .By("DL_SUSPEND")
        .YieldsTo("bargaining.meet", "bargaining.settle")
        .Annotation(title="恢复协商")
        .Next(this.talk)
    )
    draft = Step("agreements.draft", desk=Desk.BOTH).Annotation(title="起草合同文本").Next(this.end)
    already_reported = flow.End().Annotation(title="已在上报")
    end = flow.End().Annotation(title="协商结束")

    def begin(self, activation: Any, *, record: Any) -> Any:
        """Point the process at its round."""
        activation.process.artifact = record
        return activation.process
