"""The job row: one table is the truth of all background work; brokers only ring."""

from typing import Any, ClassVar

from django.db import models


class Job(models.Model):
    """Work committed together with the step that needs it, done once by lease and fence."""

    class State(models.TextChoices):
        """Where the job stands."""

        READY = "ready", "等待"
        RUNNING = "run", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    key = models.CharField("幂等键", max_length=160, unique=True)
    task = models.CharField("任务", max_length=120)
    args = models.JSONField("参数", default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    lease = models.PositiveIntegerField("租约号", default=0)
    until = models.DateTimeField("租约到", null=True)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    note = models.CharField("说明", max_length=400, blank=True)

    objects: ClassVar[models.Manager["Job"]] = models.Manager()

    class Meta:
        app_label = "workflow"
        verbose_name = "后台任务"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "id"], name="jobs_to_do"),
        ]

    def __str__(self) -> str:
        return self.key
