"""Signing with a certificate on a token, through PKCS#11; SoftHSM stands in for the hardware."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from contracts.documents import certificates, judging, seals, signing
from contracts.documents.certificates import CertificateRefused
from tests.documents.contracts_to_sign import NOW, Authority, contract

pkcs11 = pytest.importorskip("pkcs11")
MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), *Path("/usr/lib").glob("*/softhsm/*2.so")]
MODULE = next((path for path in MODULES if path.exists()), None)
pytestmark = pytest.mark.skipif(
    MODULE is None or shutil.which("softhsm2-util") is None, reason="SoftHSM is not installed"
)
LABEL, PIN = "own", "123456"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own words


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("token")
    (made / "tokens").mkdir()
    conf = made / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {made / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(conf)
    command = ["softhsm2-util", "--init-token", "--free", "--label", LABEL]
    _run(*command, "--pin", PIN, "--so-pin", PIN)
    yield made
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture(scope="module")
def authority(folder):
    """Put key and certificate onto the token, as a CA does."""
    made = Authority()
    certificate, key = made.issue("孙立军")
    packed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(packed)
    command = ["softhsm2-util", "--import", str(folder / "key.pem"), "--token", LABEL]
    _run(*command, "--label", LABEL, "--id", "A1", "--pin", PIN)
    token = pkcs11.lib(str(MODULE)).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: LABEL,
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
            }
        )
    return made


@pytest.fixture(autouse=True)
def trusted(settings, tmp_path, authority):
    settings.DATA_DIR = tmp_path
    settings.PKCS11_MODULE = str(MODULE)
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "licensed.pem").write_bytes(authority.pem())


def test_the_token_signs_and_the_signature_holds():
    mark = seals.mark(seals.Mark("望海公司工会", "孙立军", date(2027, 3, 29)))

    with certificates.from_token(label=LABEL, pin=PIN) as credential:
        made = signing.sign(contract(), side="workers", credential=credential, mark=mark)

    (found,) = judging.judge(made, trust=certificates.trust(at=NOW), at=NOW)
    assert (found.is_good, found.holder, found.is_demo) == (True, "孙立军", False)


@pytest.mark.parametrize(("label", "pin"), [(LABEL, "000000"), ("other", PIN)])
def test_a_wrong_pin_or_name_is_refused_without_a_trace(label, pin, caplog):
    opened = certificates.from_token(label=label, pin=pin)

    with pytest.raises(CertificateRefused):
        opened.__enter__()

    assert caplog.records == []


def test_without_a_module_there_is_no_token(settings):
    settings.PKCS11_MODULE = ""

    with pytest.raises(CertificateRefused, match="没有配置"):
        certificates.from_token(label=LABEL, pin=PIN).__enter__()
