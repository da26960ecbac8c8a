"""Anybody may ask whether a paper is real; nobody learns more than that it is."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contracts.agreements.models import Amendment
from contracts.documents import store, tokens, verification
from contracts.documents.models import Paper, PaperFile
from contracts.parties.references import reference
from tests.factories.acts import offer, open_round, seat_parties
from tests.factories.agreements import InForceFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
PDF = b"%PDF-1.7 a stored paper"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def letter():
    parties = seat_parties()
    offer(parties, open_round(parties))
    paper = Paper.objects.get(code="offer_letter")
    PaperFile.objects.create(paper=paper, format="pdf", sha256=store.put(PDF), size=len(PDF))
    return paper


def text_of(agreement):
    """Return the paper of an agreement's text, like one that was issued."""
    return Paper.objects.create(
        **Paper.belonging_to(agreement.case),
        code="wage_contract",
        title="工资专项集体合同",
        number="〔2027〕9号",
        issued_on=date(2027, 3, 29),
        issuer=agreement.workers_party,
        record=reference(agreement),
        confidentiality="none",
        facts={},
        facts_sha256="0" * 64,
        token=tokens.new(),
    )


def dropped(content):
    file = SimpleUploadedFile("合同.pdf", content, content_type="application/pdf")
    return Client().post(reverse("verify_drop"), {"file": file})


def test_the_address_of_a_qr_code_tells_number_parties_and_standing(letter):
    answer = Client().get(f"/V/{letter.token}/{letter.pk}/1")
    page = answer.content.decode()

    assert answer.status_code == 200
    for said in (letter.title, letter.number, letter.issuer.name, "有效"):
        assert said in page
    assert "年度平均工资增幅" not in page


def test_the_very_file_is_known_and_one_byte_more_is_not(letter):
    same, other = dropped(PDF), dropped(PDF + b" ")

    assert same.status_code == 200
    assert "签发时的 PDF 文件（原样）" in same.content.decode()
    assert other.status_code == 404
    assert letter.number not in other.content.decode()


def test_whatever_is_not_found_gets_the_same_answer(letter):
    asked = [tokens.new(), letter.token[:-1], "x"]
    answers = [Client().get(reverse("verify", args=[token])) for token in asked]
    pages = {CSRF.sub("", answer.content.decode()) for answer in answers}

    assert {answer.status_code for answer in answers} == {404}
    assert len(pages) == 1
    assert "没有查到" in pages.pop()


def test_a_void_paper_is_said_to_be_void(letter):
    Paper.objects.filter(pk=letter.pk).update(is_void=True)

    found = verification.by_token(letter.token, on=date(2027, 2, 1))

    assert found.standing == "已作废"
    assert not found.is_good


def test_a_contract_stands_until_it_is_changed_and_until_it_ends():
    agreement = InForceFactory()
    token = text_of(agreement).token
    stands = verification.by_token(token, on=agreement.in_force_on)
    Amendment.objects.create(
        **Amendment.belonging_to(agreement.case), agreement=agreement, agreed_on=date(2027, 9, 1)
    )
    changed = verification.by_token(token, on=date(2027, 9, 2))
    agreement.ended_on = date(2027, 10, 1)
    agreement.save()
    ended = verification.by_token(token, on=date(2027, 10, 1))

    assert [each.standing for each in (stands, changed, ended)] == ["有效", "已变更", "已终止"]
    assert "2027-09-01" in changed.why
    assert dict(stands.days)["生效"] == agreement.in_force_on


def test_no_file_and_too_large_a_file_are_told(settings):
    empty = Client().post(reverse("verify_drop"), {})
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    large = dropped(b"x" * (verification.LARGEST + 1))

    assert [empty.status_code, large.status_code] == [422, 422]
    assert "请先选文件" in empty.content.decode()
    assert "超过20 MB" in large.content.decode()
