"""The demonstration CA (演示 CA): shows how signing works; its signatures have no legal force.

A reliable electronic signature needs a licensed CA (电子签名法 13, 16). Every certificate made here
says 演示 in its subject. Keys of signers are made for one signature and forgotten; the keys of
the CA and of its time stamps lie in the data folder, readable by the installation alone.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

MARK = "演示"
CA_NAME = "协约演示CA（演示专用，无法律效力）"
TSA_NAME = "协约演示时间戳（演示专用，无法律效力）"
YEARS = timedelta(days=365)
ROOT, ROOT_KEY, TSA, TSA_KEY = "root.pem", "root.key", "tsa.pem", "tsa.key"
BEFORE = timedelta(days=1)
CRL_DAYS = timedelta(days=30)
JUST_NOW = timedelta(minutes=1)
RSA_BITS, RSA_EXPONENT = 2048, 65537


class NoDemoCa(Exception):
    """还没有演示 CA；请管理员运行 manage.py demo_ca。"""


class Issued(NamedTuple):
    """A certificate with the key made for it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def folder() -> Path:
    """Return where the CA lies."""
    return Path(settings.DATA_DIR) / "demo_ca"


def exists() -> bool:
    """Test whether the CA was made here."""
    return (folder() / TSA).exists()


def create(*, at: datetime) -> x509.Certificate:
    """Make the CA and its time stamp service, once; the second time return what is there."""
    if exists():
        return root()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    made = _builder(_name(CA_NAME), _name(CA_NAME), key.public_key(), at, 20 * YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(is_ca=True), critical=True)
    ca = made.sign(key, hashes.SHA256())
    _keep(ROOT_KEY, key)
    _write(ROOT, ca.public_bytes(serialization.Encoding.PEM))
    _create_time_stamps(ca, key, at)
    return ca


def _create_time_stamps(
    ca: x509.Certificate, ca_key: ec.EllipticCurvePrivateKey, at: datetime
) -> None:
    key = rsa.generate_private_key(RSA_EXPONENT, RSA_BITS)
    made = _builder(_name(TSA_NAME), ca.subject, key.public_key(), at, 15 * YEARS)
    made = made.add_extension(_usage(is_ca=False), critical=True)
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    _keep(TSA_KEY, key)
    certificate = made.add_extension(stamping, critical=True).sign(ca_key, hashes.SHA256())
    _write(TSA, certificate.public_bytes(serialization.Encoding.PEM))


def root() -> x509.Certificate:
    """Return the certificate of the CA.

    :raises NoDemoCa: if there is none.
    """
    return x509.load_pem_x509_certificate(_read(ROOT))


def time_stamps() -> tuple[x509.Certificate, bytes]:
    """Return certificate and key (PKCS#8) of the time stamps.

    :raises NoDemoCa: if there is none.
    """
    key = serialization.load_pem_private_key(_read(TSA_KEY), password=None)
    packed = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return x509.load_pem_x509_certificate(_read(TSA)), packed


def issue(*, holder: str, organisation: str, at: datetime) -> Issued:
    """Make a certificate and a key for one signature.

    :raises NoDemoCa: if there is none.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"{MARK}·{holder}"[:64], f"{organisation}（{MARK}）"[:64])
    made = _builder(subject, root().subject, key.public_key(), at, 2 * YEARS)
    made = made.add_extension(_usage(is_ca=False), critical=True)
    return Issued(made.sign(_key(), hashes.SHA256()), key)


def revocations(*, at: datetime) -> bytes:
    """Return the list of revoked certificates (none) as of a moment, in DER."""
    made = x509.CertificateRevocationListBuilder().issuer_name(root().subject)
    made = made.last_update(at - JUST_NOW).next_update(at + CRL_DAYS)
    made = made.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    return made.sign(_key(), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _key() -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(_read(ROOT_KEY), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise NoDemoCa
    return key


def _name(common: str, organisation: str = CA_NAME) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    at: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(at - BEFORE).not_valid_after(at + lasts)
    return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, is_ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )


def _keep(name: str, key: CertificateIssuerPrivateKeyTypes) -> None:
    _write(
        name,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _write(name: str, data: bytes) -> None:
    line = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(line, "wb") as file:
        file.write(data)


def _read(name: str) -> bytes:
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        raise NoDemoCa(NoDemoCa.__doc__) from None
