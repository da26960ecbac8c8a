from datetime import date

import pytest
from django.urls import reverse

from contracts.parties.models import Role
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory
from workflow.queue.models import Job

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 5)


@pytest.fixture
def operator():
    return Desk(FederationFactory(), Role.SYSTEM_ADMIN)


@pytest.fixture
def parked():
    return Job.objects.create(
        key="paper:1", task="paper.render", state=Job.State.FAILED, tries=5, note="磁盘已满"
    )


def test_a_parked_job_shows_its_reason(operator, parked):
    visit = operator.get(reverse("incidents"), on=ON)

    cells = visit.page.xpath("//tbody/tr/*")
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "生成文书文件",
        str(parked.pk),
        "5 次",
        "磁盘已满",
        "再试一次",
    ]


def test_the_button_lets_it_run_again_from_the_start(operator, parked):
    visit = operator.post(reverse("incident_retry", args=[parked.pk]), {}, on=ON)

    parked.refresh_from_db()
    assert (parked.state, parked.tries) == (Job.State.READY, 0)
    assert operator.messages(visit, on=ON) == ["已重新排队，稍后刷新本页看结果。"]


def test_a_job_that_is_not_parked_cannot_be_retried(operator, parked):
    Job.objects.update(state=Job.State.RUNNING)

    visit = operator.post(reverse("incident_retry", args=[parked.pk]), {}, on=ON)

    assert visit.status == 404
