"""The conclusion flow: one agreement from draft to publication and record.

草案 → 提交职代会 → 表决 → 双方签字（并行） → 报送 → 审查期限 → 生效 → 公布、报上级工会备案。
Class and node names are stored in the database: a changed graph becomes V2 beside this one.
"""

from typing import Any

from viewflow import this
from viewflow.workflow import act, flow, lock

from workflow.desk.models import Desk
from workflow.models import ConclusionProcess
from workflow.nodes import Step


def day_of_effect(activation: Any) -> Any:
    """Return the moment silence of the labour department brings the agreement into force."""
    return activation.process.moment_of_effect()


class ConclusionFlowV1(flow.Flow):
    """一份合同的订立。"""

    process_class = ConclusionProcess
    process_title = "合同订立"
    lock_impl = lock.SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Annotation(title="形成草案").Next(this.submit)

    submit = (
        Step("agreements.submit", desk=Desk.WORKERS)
        .YieldsTo("congress.vote")
        .Annotation(title="提交职代会审议")
        .Next(this.vote)
    )
    vote = (
        Step("congress.vote", desk=Desk.WORKERS)
        .By("DL_DRAFT_REVOTE")
        .Annotation(title="职代会表决")
        .Next(this.is_passed)
    )
    is_passed = (
        flow.If(act.process.is_passed)
        .Annotation(title="通过了吗")
        .Then(this.signing)
        .Else(this.vote)
    )
    signing = (
        flow.Split().Annotation(title="双方签字").Next(this.sign_workers).Next(this.sign_employer)
    )
    sign_workers = (
        Step("agreements.conclude", desk=Desk.WORKERS)
        .When("is_signed_by_workers")
        .Annotation(title="职工方首席代表签字盖章")
        .Next(this.signed)
    )
    sign_employer = (
        Step("agreements.conclude", desk=Desk.EMPLOYER)
        .When("is_signed_by_employer")
        .Annotation(title="企业方首席代表签字盖章")
        .Next(this.signed)
    )
    signed = flow.Join().Annotation(title="双方已签").Next(this.file)
    file = (
        Step("agreements.file", desk=Desk.EMPLOYER)
        .By("DL_FILE_WAGE", "DL_FILE_GENERAL")
        .Annotation(title="报送人社部门审查")
        .Next(this.review)
    )
    review = (
        Step("agreements.opinion", desk=Desk.LABOUR)
        .By("DL_REVIEW")
        .AtEnd("agreements.take_effect")
        .Annotation(title="审查并出具意见")
        .OnTimeout(day_of_effect, this.in_force, title="期满无异议")
        .Next(this.is_objected)
    )
    is_objected = (
        flow.If(act.process.is_objected)
        .Annotation(title="有异议吗")
        .Then(this.signing)
        .Else(this.in_force)
    )
    in_force = flow.Split().Annotation(title="生效").Next(this.publish).Next(this.record)
    publish = (
        Step("agreements.publish", desk=Desk.BOTH)
        .By("DL_PUBLISH_WAGE", "DL_PUBLISH_GENERAL")
        .Annotation(title="向全体职工公布")
        .Next(this.done)
    )
    record = (
        Step("agreements.record", desk=Desk.WORKERS)
        .By("DL_UNION_RECORD")
        .Annotation(title="报上级工会备案")
        .Next(this.done)
    )
    done = flow.Join().Annotation(title="公布并备案").Next(this.end)
    end = flow.End().Annotation(title="订立完成")

    def begin(self, activation: Any, *, record: Any) -> Any:
        """Point the process at its agreement."""
        activation.process.artifact = record
        return activation.process
