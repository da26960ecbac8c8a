"""Signing a contract: both fields first, any order, judged strictly, and what tampering shows."""

import asyncio
import io
from datetime import date, timedelta

import pikepdf
import pytest
import time_machine
from asn1crypto import x509 as asn1
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.validation.ades import simulate_future_ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from contracts.documents import certificates, demo_ca, judging, seals, signing
from contracts.documents.certificates import CertificateRefused
from contracts.documents.seals import Mark
from tests.documents.contracts_to_sign import NOW, Authority, contract

NAMES = {"workers": "孙立军", "employer": "曲明远"}
BOTH = ["workers", "employer"]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    demo_ca.create(at=NOW)


def drawn(side: str) -> Image.Image:
    return seals.mark(
        Mark("望海公司", NAMES[side], date(2027, 3, 29), is_demo=True, is_system=True)
    )


def signed(pdf: bytes, *sides: str, level: str = "B-B") -> bytes:
    for side in sides:
        pdf = signing.sign(
            pdf,
            side=side,
            credential=certificates.demonstration(
                holder=NAMES[side], organisation="望海公司", at=NOW
            ),
            mark=drawn(side),
            level=level,
            trust=certificates.trust(at=NOW),
            at=NOW,
        )
    return pdf


def judged(pdf: bytes, at=NOW):
    return judging.judge(pdf, trust=certificates.trust(at=at), at=at)


@pytest.mark.parametrize("level", signing.LEVELS)
@pytest.mark.parametrize("sides", [BOTH, BOTH[::-1]])
def test_both_sides_sign_in_any_order_and_both_signatures_hold(sides, level):
    made = signed(contract(), *sides, level=level)

    found = judged(made)
    assert [(each.side, each.is_good, each.is_demo) for each in found] == [
        (side, True, True) for side in sides
    ]
    assert [each.holder for each in found] == [f"演示·{NAMES[side]}" for side in sides]
    assert all(each.words == judging.GOOD + judging.DEMO for each in found)


def test_both_fields_are_there_before_the_first_signature():
    ready = signing.with_fields(contract())

    assert signing.fields_of(ready) == {"Workers": False, "Employer": False}
    assert signing.fields_of(signed(ready, "employer")) == {"Workers": False, "Employer": True}


def test_the_mark_lands_where_the_text_names_the_seal():
    found = signing.places(contract())

    made = signed(contract(), "employer")
    with pikepdf.open(io.BytesIO(made)) as document:
        field = next(f for f in document.Root.AcroForm.Fields if str(f.T) == "Employer")
        box = [int(value) for value in field.Rect]
    assert box == list(found["employer"].box)
    assert found["employer"].page == found["workers"].page == 0
    assert found["employer"].box[1] > found["workers"].box[3] - 60
    assert found["employer"].box[0] == found["workers"].box[0] == 122


def test_without_named_places_the_marks_come_on_the_last_page():
    plain = pikepdf.new()
    plain.add_blank_page(page_size=(595, 842))
    plain.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    plain.save(out)

    assert [place.page for place in signing.places(out.getvalue()).values()] == [1, 1]


def test_a_side_signs_once():
    once = signed(contract(), "workers")

    with pytest.raises(signing.AlreadySigned):
        signed(once, "workers")


def test_one_flipped_byte_breaks_both_signatures():
    made = bytearray(signed(contract(), *BOTH))
    made[len(contract()) // 2] ^= 1

    found = judged(bytes(made))

    assert [each.is_good for each in found] == [False, False]
    assert {each.words for each in found} == {judging.CHANGED + judging.DEMO}


def test_drawing_over_a_signed_page_by_an_update_is_seen():
    made = signed(contract(), *BOTH)
    writer = IncrementalPdfFileWriter(io.BytesIO(made), strict=False)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"0 0 0 rg 100 400 300 40 re f")
    extra = writer.add_object(stream)
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), extra])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)

    found = judged(out.getvalue())

    assert [each.is_good for each in found] == [False, False]
    assert {each.words for each in found} == {judging.DRAWN_OVER + judging.DEMO}


def test_a_field_added_after_the_first_signature_is_seen():
    made = signed(contract(), "workers")
    writer = IncrementalPdfFileWriter(io.BytesIO(made), strict=False)
    append_signature_field(writer, SigFieldSpec("Another", on_page=0, box=(10, 10, 90, 60)))
    out = io.BytesIO()
    writer.write(out)

    assert [each.is_good for each in judged(out.getvalue())] == [False]


def test_own_certificate_of_a_trusted_authority_is_good_and_no_demonstration(tmp_path):
    authority = Authority()
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "licensed.pem").write_bytes(authority.pem())
    own = certificates.from_pkcs12(authority.pkcs12("孙立军"), "暗号-8")

    made = signing.sign(contract(), side="workers", credential=own, mark=drawn("workers"))

    (found,) = judged(made)
    assert (found.is_good, found.is_demo, found.holder, found.issuer, found.words) == (
        True,
        False,
        "孙立军",
        "某某电子认证有限公司",
        judging.GOOD,
    )


def test_own_certificate_of_an_unknown_authority_is_not_enough():
    own = certificates.from_pkcs12(Authority().pkcs12("孙立军"), "暗号-8")

    made = signing.sign(contract(), side="workers", credential=own, mark=drawn("workers"))

    (found,) = judged(made)
    assert not found.is_good
    assert found.words == judging.UNTRUSTED.format(issuer="某某电子认证有限公司")


def test_an_expired_certificate_is_not_enough(tmp_path):
    authority = Authority(at=NOW - timedelta(days=800))
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "licensed.pem").write_bytes(authority.pem())
    own = certificates.from_pkcs12(authority.pkcs12("孙立军", days=30), "暗号-8")

    made = signing.sign(contract(), side="workers", credential=own, mark=drawn("workers"))

    (found,) = judged(made)
    assert (found.is_good, found.words) == (False, judging.EXPIRED)


@pytest.mark.parametrize(
    ("data", "password"),
    [(b"nonsense", "x"), (b"", ""), (b"\x30" * 70_000, "x"), ("p12", "wrong")],
)
def test_a_certificate_that_cannot_be_read_is_refused_without_a_trace(data, password, caplog):
    data = Authority().pkcs12("孙立军") if data == "p12" else data

    with pytest.raises(CertificateRefused):
        certificates.from_pkcs12(data, password)

    assert caplog.records == []


def test_long_term_signature_needs_time_stamps():
    own = certificates.from_pkcs12(Authority().pkcs12("孙立军"), "暗号-8")

    with pytest.raises(signing.CannotSign, match="时间戳"):
        signing.sign(
            contract(), side="workers", credential=own, mark=drawn("workers"), level="B-LTA"
        )


def test_long_term_signatures_hold_without_a_network_ten_years_later():
    with time_machine.travel(NOW, tick=False):
        made = signed(contract(), *BOTH, level="B-LTA")
    trusted = certificates.trust(at=NOW)
    spec = PdfSignatureValidationSpec(
        SignatureValidationSpec(
            CertValidationPolicySpec(
                SimpleTrustManager.build(trust_roots=trusted.roots),
                CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
        )
    )

    later = NOW + timedelta(days=3653)
    with time_machine.travel(later, tick=False):
        found = [
            asyncio.run(
                simulate_future_ades_lta_validation(
                    signature, spec, later, current_reference_time=NOW + timedelta(hours=1)
                )
            ).ades_subindic
            for signature in PdfFileReader(
                io.BytesIO(made), strict=False
            ).embedded_regular_signatures
        ]

    assert found == [AdESPassed.OK, AdESPassed.OK]


def test_every_name_of_the_demonstration_says_so():
    made = certificates.demonstration(holder="孙立军", organisation="望海公司", at=NOW)

    certificate: asn1.Certificate = made.signer.signing_cert
    assert "演示" in certificate.subject.native["common_name"]
    assert "演示" in certificate.subject.native["organization_name"]
    assert certificate.issuer.native["common_name"] == "协约演示CA（演示专用，无法律效力）"
    assert made.is_demo
