"""The public version of a contract: persons masked, what is left told, nothing before a look."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.documents import anonymising, samples, tokens
from contracts.documents.child import Renderer
from contracts.documents.declaration import declaration, template_path
from contracts.documents.models import Paper, PublicText
from contracts.documents.store import get, put
from contracts.parties.models import Role
from contracts.parties.references import reference
from tests.documents import reading
from tests.factories.agreements import ConcludedFactory
from tests.factories.pages import Desk
from tests.factories.parties import PersonFactory
from workflow.jobs import publications
from workflow.queue import jobs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]
ON = date(2027, 4, 23)
ID_NUMBER = "210102199001011234"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def agreement():
    """A concluded agreement whose text speaks of a worker, with a phone and an identity number."""
    agreement = ConcludedFactory()
    PersonFactory(name="孙立军", works_at=agreement.employer_party)
    facts = {
        **samples.sample("wage_contract"),
        "other_items": [
            {"heading": "联系人", "words": f"孙立军，电话13900001234，身份证{ID_NUMBER}。"}
        ],
    }
    Paper.objects.create(
        **Paper.belonging_to(agreement.case),
        code="wage_contract",
        title="工资专项集体合同",
        issued_on=ON,
        issuer=agreement.workers_party,
        record=reference(agreement),
        confidentiality="none",
        facts=facts,
        facts_sha256="0" * 64,
        template_sha256=put(template_path("wage_contract").read_bytes()),
        token=tokens.new(),
        seen_by_workers=True,
        seen_by_employer=True,
    )
    return agreement


@pytest.fixture
def chair(agreement):
    return Desk(agreement.workers_party, Role.UNION_CHAIR)


def make():
    job = jobs.claim_next([publications.TASK])
    with Renderer() as renderer:
        assert publications.run(job, renderer)
    return PublicText.objects.get()


def test_persons_are_masked_and_the_rest_stands(agreement):
    paper = Paper.objects.get(record=reference(agreement))
    facts, found = anonymising.masked(
        paper.facts, declaration(paper.code), anonymising.names_in(paper.case)
    )

    words = str(facts)
    assert [secret for secret in ("孙立军", "13900001234", ID_NUMBER) if secret in words] == []
    assert {each.kind for each in found} == {"姓名", "手机号", "身份证号"}
    assert facts["company_name"] == paper.facts["company_name"]


def test_nothing_is_handed_out_before_somebody_looked_through_it(agreement, chair):
    where = reverse("public_text", args=[agreement.pk])
    file = reverse("public_file", args=[agreement.pk, "docx"])
    chair.post(reverse("public_do", args=[agreement.pk, "ask"]), {}, on=ON)
    row = make()
    before = chair.get(file, on=ON).status
    confirm = reverse("public_do", args=[agreement.pk, "confirm"])
    chair.post(confirm, {}, on=ON)
    unsure = PublicText.objects.get().state
    chair.post(confirm, {"sure": "1"}, on=ON)
    after = chair.get(file, on=ON)

    text = reading.WordText(after.response.content).whole()
    assert (before, unsure, after.status) == (404, PublicText.State.CHECKED, 200)
    assert "孙立军" not in text
    assert "公开版（个人信息已隐去）" in text
    assert get(row.docx_sha256) == after.response.content
    assert "可以公布" in chair.get(where, on=ON).response.content.decode()


def test_what_still_looks_like_a_person_is_told_with_its_place():
    told = list(
        anonymising.left_in(
            ["统一社会信用代码：912101023456789012", f"联系人王五，{ID_NUMBER}，a@b.cn"], ["王五"]
        )
    )

    assert [(each.kind, each.where[:3]) for each in told] == [
        ("姓名", "第2段"),
        ("身份证号", "第2段"),
        ("电子邮箱", "第2段"),
    ]
