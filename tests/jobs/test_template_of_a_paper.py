"""A paper is printed on the template it was issued on, whatever came after."""

from datetime import date

import pytest

from contracts.deadlines.law import law_for
from contracts.documents import declaration, issuing, store, template_choice, template_versions
from contracts.documents.child import Renderer
from contracts.documents.issuing import Request
from contracts.documents.samples import sample
from contracts.documents.template_choice import TemplateGone
from contracts.parties.actors import acting_as
from tests.documents.reading import WordText
from tests.factories import templates
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.parties import FederationFactory, UnionFactory
from workflow.jobs import papers

pytestmark = pytest.mark.django_db
CODE, DAY = templates.CODE, date(2027, 2, 3)
SENTENCE = "本县自己加的一句。"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def county(as_system):
    return FederationFactory(name="甲县总工会")


def issued(county):
    """Issue an offer letter in a county; its facts are the sample's."""
    union = UnionFactory(parent=county)
    made = OfferedRoundFactory(union=union)
    law = law_for(made.case, on=DAY, kind="wage")
    request = Request(CODE, made.offers.get())
    paper = issuing.issue(request, case=made.case, issuer=union, law=law, on=DAY)
    paper.facts = sample(CODE)
    paper.formats = ["docx"]
    return paper


def printed(paper):
    with Renderer() as renderer:
        made = papers.make(paper, renderer)
    return WordText(store.get(made.files["docx"][0])).whole()


def test_a_paper_of_the_county_is_printed_on_its_version_also_after_it_was_withdrawn(county):
    version = templates.approved(county, SENTENCE)
    paper = issued(county)
    with acting_as(templates.somebody(county, account=1)):
        template_versions.withdraw(version, reason="有错", on=DAY)

    assert paper.template_sha256 == version.sha256
    assert SENTENCE in printed(paper)
    assert SENTENCE not in printed(issued(county))


def test_a_version_approved_later_does_not_change_a_paper_that_waits(county):
    paper = issued(county)
    templates.approved(county, SENTENCE, on=DAY)

    assert SENTENCE not in printed(paper)


def test_an_upgrade_of_the_program_does_not_change_a_paper_that_waits(
    county, tmp_path, monkeypatch
):
    template_choice.keep_shipped()
    paper, before = issued(county), template_choice.shipped(CODE)
    newer = tmp_path / "newer" / declaration.declaration(CODE).concept / f"{CODE}.docx"
    newer.parent.mkdir(parents=True)
    newer.write_bytes(templates.changed_template("新版软件的一句。"))
    monkeypatch.setattr(declaration, "TEMPLATES", tmp_path / "newer")

    assert template_choice.shipped(CODE) != before
    assert "新版软件的一句。" not in printed(paper)
    assert "新版软件的一句。" in printed(issued(county))


def test_without_the_template_it_was_issued_on_a_paper_is_not_printed(county):
    paper = issued(county)
    paper.template_sha256 = "0" * 64

    with pytest.raises(TemplateGone):
        printed(paper)
