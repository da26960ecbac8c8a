"""The performance-review flow: an agreement in force is checked, mended and reported until it ends.

Class and node names are stored in the database: a changed graph becomes V2 beside this one.
"""

from typing import Any

from viewflow import this
from viewflow.workflow import act, flow, lock

from workflow.desk.models import Desk
from workflow.models import ReviewProcess
from workflow.nodes import Step


class ReviewFlowV1(flow.Flow):
    """履约检查：检查 → 整改 → 再检查；每年向职代会报告。"""

    process_class = ReviewProcess
    process_title = "履约检查"
    lock_impl = lock.SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Annotation(title="合同生效").Next(this.keeping)
    keeping = flow.Split().Annotation(title="履约监督").Next(this.check).Next(this.report)
    check = (
        Step("supervision.review", desk=Desk.WORKERS)
        .By("DL_PERF_CHECK")
        .MootIf("is_past")
        .Annotation(title="履约检查")
        .Next(this.is_kept)
    )
    is_kept = (
        flow.If(act.process.is_kept)
        .Annotation(title="都履行了吗")
        .Then(this.goes_on)
        .Else(this.rectify)
    )
    rectify = (
        Step("supervision.rectify", desk=Desk.WORKERS)
        .MootIf("is_over")
        .YieldsTo("supervision.review")
        .Annotation(title="发整改通知")
        .Next(this.rectified)
    )
    rectified = (
        Step("supervision.rectified", desk=Desk.EMPLOYER)
        .By("DL_RECTIFY")
        .MootIf("is_over")
        .YieldsTo("supervision.review")
        .Annotation(title="整改并回复")
        .Next(this.goes_on)
    )
    goes_on = (
        flow.If(act.process.is_past)
        .Annotation(title="合同到期了吗")
        .Then(this.end)
        .Else(this.check)
    )
    report = (
        Step("supervision.report", desk=Desk.BOTH)
        .By("DL_PERF_REPORT")
        .MootIf("is_over")
        .Annotation(title="向职代会报告履行情况")
        .Next(this.reported)
    )
    reported = (
        flow.If(act.process.is_over)
        .Annotation(title="还有下一年吗")
        .Then(this.end)
        .Else(this.report)
    )
    end = flow.End().Annotation(title="期满")

    def begin(self, activation: Any, *, record: Any) -> Any:
        """Point the process at its agreement."""
        activation.process.artifact = record
        return activation.process
