"""What a signature is made with: a certificate and its key, for one signature, never kept.

A PKCS#12 file and its password live in the memory of one request; a token (U盾) keeps its key to
itself; the demonstration CA makes a key for one signature.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import crl, keys, pem, x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from contracts.documents import demo_ca

LARGEST = 64 * 1024


class CertificateRefused(Exception):
    """The certificate cannot be used; the text says why and what to do."""


@dataclass(slots=True)
class Trust:
    """Whom this installation trusts, and the revocation lists it was given; nothing is fetched."""

    roots: list[x509.Certificate] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)


@dataclass(slots=True)
class Credential:
    """A signer ready to sign once. ``stamps`` and ``trust`` make long-term signatures (B-LTA)."""

    signer: Signer
    holder: str
    issuer: str
    serial: str
    is_demo: bool = False
    stamps: TimeStamper | None = None


def trust(*, at: datetime) -> Trust:
    """Return the roots and revocation lists of the folder ``trust``, and the demonstration CA."""
    found = Trust()
    for path in sorted((Path(settings.DATA_DIR) / "trust").glob("*")):
        if path.suffix in {".pem", ".crt", ".cer"}:
            found.roots.append(x509.Certificate.load(_unarmoured(path.read_bytes())))
        elif path.suffix == ".crl":
            found.crls.append(crl.CertificateList.load(_unarmoured(path.read_bytes())))
    if demo_ca.exists():
        found.roots.append(_asn1(demo_ca.root()))
        found.crls.append(crl.CertificateList.load(demo_ca.revocations(at=at)))
    return found


def from_pkcs12(data: bytes, password: str) -> Credential:
    """Read a PKCS#12 file (.pfx, .p12) in memory.

    :raises CertificateRefused: if it is none, too big, or the password is wrong.
    """
    if len(data) > LARGEST:
        raise CertificateRefused("这个文件太大，不像证书文件；请选 .pfx 或 .p12 文件。")
    signer = None
    with suppress(Exception):  # whatever the file holds, nothing of it may reach a log
        signer = SimpleSigner.load_pkcs12_data(data, [], password.encode())
    if signer is None or signer.signing_cert is None:
        raise CertificateRefused(
            "读不出这个证书：文件不是 .pfx（.p12），或者密码不对。都没有保存，请重新选择。"
        )
    return _credential(signer)


@contextmanager
def from_token(*, label: str, pin: str) -> Iterator[Credential]:
    """Open the token at this machine (PKCS#11 module by setting) for one signature.

    :raises CertificateRefused: if there is no module, no token, or the PIN is wrong.
    """
    if not settings.PKCS11_MODULE:
        raise CertificateRefused("这台服务器没有配置证书介质（XIEYUE_PKCS11_MODULE）。")
    try:
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 -- an extra package
        from pyhanko.sign.pkcs11 import (  # noqa: PLC0415 -- as above
            PKCS11Signer,
            open_pkcs11_session,
        )
    except ImportError:
        raise CertificateRefused("没有安装证书介质的程序包（python-pkcs11）。") from None
    session: AbstractContextManager[Any] | None = None
    with suppress(Exception):  # a wrong PIN must not end up in a log
        session = open_pkcs11_session(
            settings.PKCS11_MODULE, token_criteria=TokenCriteria(label=label), user_pin=pin
        )
    if session is None:
        raise CertificateRefused("打不开证书介质：没有插好，名称不对，或者 PIN 码不对。")
    with session as opened:
        signer = PKCS11Signer(opened, cert_label=label)
        held = signer.signing_cert
        if held is not None and held.public_key.algorithm == "ec":
            # Tokens often sign a digest but do not make one: hashing is done here.
            signer = PKCS11Signer(opened, cert_label=label, use_raw_mechanism=True)
        yield _credential(signer)


def demonstration(*, holder: str, organisation: str, at: datetime) -> Credential:
    """Make a certificate of the demonstration CA for one signature.

    :raises demo_ca.NoDemoCa: if there is no such CA.
    """
    issued = demo_ca.issue(holder=holder, organisation=organisation, at=at)
    packed = issued.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signer = SimpleSigner(
        signing_cert=_asn1(issued.certificate),
        signing_key=keys.PrivateKeyInfo.load(packed),
        cert_registry=SimpleCertificateStore.from_certs([_asn1(demo_ca.root())]),
    )
    made = _credential(signer)
    made.stamps = time_stamps()
    return made


def time_stamps() -> TimeStamper:
    """Return the demonstration CA's time stamps, made here without any network."""
    certificate, key = demo_ca.time_stamps()
    return DummyTimeStamper(
        tsa_cert=_asn1(certificate),
        tsa_key=keys.PrivateKeyInfo.load(key),
        certs_to_embed=SimpleCertificateStore.from_certs([_asn1(demo_ca.root())]),
    )


def _credential(signer: Signer) -> Credential:
    certificate = signer.signing_cert
    if certificate is None:
        raise CertificateRefused("证书介质里没有这个名称的证书。")
    holder, issuer = said_in(certificate.subject), said_in(certificate.issuer)
    return Credential(
        signer=signer,
        holder=holder,
        issuer=issuer,
        serial=f"{certificate.serial_number:X}",
        is_demo=is_demonstration(certificate),
    )


def is_demonstration(certificate: x509.Certificate) -> bool:
    """Test whether a certificate was made by a demonstration CA, this one or another."""
    return demo_ca.MARK in said_in(certificate.issuer) or demo_ca.MARK in said_in(
        certificate.subject
    )


def said_in(name: x509.Name) -> str:
    """Return the common name of a subject, or all of it."""
    common = name.native.get("common_name")
    return str(common or name.human_friendly)


def _asn1(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _unarmoured(data: bytes) -> bytes:
    return pem.unarmor(data)[2] if pem.detect(data) else data
