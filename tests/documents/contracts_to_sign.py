"""A small contract with places for seals, and certificates of every kind, for tests of signing."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from contracts.documents import demo_ca, pdf
from tests.documents import building

PASSWORD = "暗号-8"
NOW = datetime(2027, 3, 29, 9, 0, tzinfo=UTC)
SLOT = (
    '<w:bookmarkStart w:id="{0}" w:name="seal_{1}"/><w:bookmarkEnd w:id="{0}"/>'
    "<w:r><w:t>{2}（盖章）</w:t></w:r>"
)


@lru_cache(maxsize=1)
def contract() -> bytes:
    build = building.Build()
    build.add("工资专项集体合同", "公文标题")
    build.add("第一条　职工工资平均增长百分之五。")
    for number, (side, name) in enumerate((("employer", "甲方"), ("workers", "乙方")), 1):
        for _ in range(6):
            build.add("")
        build.raw(SLOT.format(number, side, name))
    return pdf.render_pdf(build.bytes(), name="wage_contract", created=building.DAY)


class Authority:
    """A CA of the test, as a licensed one would be."""

    def __init__(self, name: str = "某某电子认证有限公司", at: datetime = NOW):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.at = at
        made = self._builder(self.name, self.key.public_key(), 3650)
        self.root = made.add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        ).sign(self.key, hashes.SHA256())

    def _builder(self, subject, key, days):
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(secrets.randbits(100))
            .not_valid_before(self.at - timedelta(days=1))
            .not_valid_after(self.at + timedelta(days=days))
        )

    def issue(self, holder: str, days: int = 365):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, holder)])
        made = self._builder(subject, key.public_key(), days)
        made = made.add_extension(demo_ca._usage(is_ca=False), critical=True)
        return made.sign(self.key, hashes.SHA256()), key

    def pkcs12(self, holder: str, password: str = PASSWORD, days: int = 365) -> bytes:
        certificate, key = self.issue(holder, days)
        return pkcs12.serialize_key_and_certificates(
            b"own",
            key,
            certificate,
            [self.root],
            serialization.BestAvailableEncryption(password.encode()),
        )

    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)
