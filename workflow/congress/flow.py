"""The founding flow: a firm without a congress gets one (建制), step by step.

请示 → 批复 → 名额分配 → 各单位选举（不成的重选） → 资格审查 → 公示。
Approval is a habit, so whoever plans without it goes on. All of it falls away once the congress
sits. Class and node names are stored in the database: a changed graph becomes V2 beside this one.
"""

from typing import Any

from viewflow import this
from viewflow.workflow import act, flow, lock

from workflow.desk.models import Desk
from workflow.models import FoundingProcess
from workflow.nodes import Step


class FoundingFlowV1(flow.Flow):
    """职代会建制：从请示到代表公示。"""

    process_class = FoundingProcess
    process_title = "职代会建制"
    lock_impl = lock.SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Annotation(title="请示建制").Next(this.approve)

    approve = (
        Step("congress.approve", desk=Desk.FEDERATION)
        .By("DL_APPROVAL")
        .MootIf("is_established")
        .YieldsTo("congress.plan_seats", "congress.elect", "congress.certify")
        .Annotation(title="批复建制请示")
        .Next(this.elects)
    )
    elects = (
        flow.If(act.process.has_delegates)
        .Annotation(title="要选代表吗")
        .Then(this.plan)
        .Else(this.end)
    )
    plan = (
        Step("congress.plan_seats", desk=Desk.WORKERS)
        .MootIf("is_established")
        .YieldsTo("congress.elect", "congress.certify")
        .Annotation(title="分配代表名额")
        .Next(this.elect)
    )
    elect = (
        Step("congress.elect", "congress.certify", desk=Desk.WORKERS)
        .MootIf("is_established")
        .Annotation(title="各单位选举代表")
        .Next(this.where_now)
    )
    certify = (
        Step("congress.certify", "congress.elect", desk=Desk.WORKERS)
        .MootIf("is_established")
        .Annotation(title="代表资格审查")
        .Next(this.where_now)
    )
    announce = (
        Step(
            "congress.announce_delegates",
            "congress.elect",
            "congress.certify",
            desk=Desk.WORKERS,
        )
        .MootIf("is_established")
        .Annotation(title="公示代表名单")
        .Next(this.where_now)
    )
    where_now = (
        flow.Switch()
        .Annotation(title="选到哪一步")
        .Case(this.end, act.process.is_announced)
        .Case(this.announce, act.process.is_certified)
        .Case(this.certify, act.process.is_elected)
        .Default(this.elect)
    )
    end = flow.End().Annotation(title="建制完成")

    def begin(self, activation: Any, *, record: Any) -> Any:
        """Point the process at its congress."""
        activation.process.artifact = record
        return activation.process
