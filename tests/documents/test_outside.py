"""An outside signing service: it gets a digest over HTTP and answers with a signature."""

import asyncio
import base64
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pyhanko.sign.signers import SimpleSigner

from contracts.documents import certificates, judging, outside, seals, signing
from contracts.documents.outside import HttpService, ServiceFailed, Wanted
from tests.documents.contracts_to_sign import NOW, PASSWORD, Authority, contract


class Reference:
    """The working reference: signs what it is sent with a key of its own."""

    def __init__(self, authority: Authority):
        data = authority.pkcs12("孙立军")
        self.signer = SimpleSigner.load_pkcs12_data(data, [], PASSWORD.encode())
        self.asked = {}
        self.answer = None

    def __call__(self, asked: dict) -> dict:
        self.asked = asked
        if self.answer is not None:
            return self.answer
        digest = base64.b64decode(asked["digest"])
        made = asyncio.run(self.signer.async_sign(digest, asked["algorithm"], use_pades=True))
        return {"cms": base64.b64encode(made.dump()).decode()}


@pytest.fixture
def authority(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    made = Authority()
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "licensed.pem").write_bytes(made.pem())
    return made


@pytest.fixture
def reference(authority):
    return Reference(authority)


@pytest.fixture
def service(reference):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = json.dumps(reference(asked)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield HttpService(f"http://127.0.0.1:{server.server_port}/sign")
    server.shutdown()
    server.server_close()


def wanted(digest: bytes) -> Wanted:
    return Wanted(digest, signing.DIGEST, "孙立军", "望海公司工会", "A" * 26)


def test_the_service_signs_the_digest_and_the_signature_holds(service, reference):
    mark = seals.mark(seals.Mark("望海公司工会", "孙立军", date(2027, 3, 29)))
    prepared = asyncio.run(signing.prepare(contract(), side="workers", mark=mark))

    made = asyncio.run(signing.finish(prepared, service.sign(wanted(prepared.digest))))

    (found,) = judging.judge(made, trust=certificates.trust(at=NOW), at=NOW)
    assert (found.is_good, found.side, found.holder) == (True, "workers", "孙立军")
    assert sorted(reference.asked) == ["algorithm", "digest", "document", "holder", "organisation"]
    assert base64.b64decode(reference.asked["digest"]) == prepared.digest


def test_a_signature_over_something_else_does_not_hold(service):
    mark = seals.mark(seals.Mark("望海公司工会", "孙立军", date(2027, 3, 29)))
    prepared = asyncio.run(signing.prepare(contract(), side="workers", mark=mark))

    made = asyncio.run(signing.finish(prepared, service.sign(wanted(b"\0" * 32))))

    (found,) = judging.judge(made, trust=certificates.trust(at=NOW), at=NOW)
    assert (found.is_good, found.words) == (False, judging.CHANGED)


@pytest.mark.parametrize(
    "answer", [{"refused": "证书已冻结"}, {}, {"cms": "%%%"}, ["cms"], {"cms": None}]
)
def test_a_service_that_does_not_sign_is_told_in_plain_words(service, reference, answer):
    reference.answer = answer

    with pytest.raises(ServiceFailed):
        service.sign(wanted(b"\0" * 32))


def test_a_service_that_is_not_there_is_told_in_plain_words():
    with pytest.raises(ServiceFailed, match="没有答复"):
        HttpService("http://127.0.0.1:9/").sign(wanted(b"\0" * 32))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/", "nonsense"])
def test_only_http_is_an_address(address):
    with pytest.raises(ServiceFailed):
        HttpService(address)


def test_no_service_is_configured_by_default(settings):
    settings.SIGNING_SERVICE = ""

    assert outside.configured() is None
