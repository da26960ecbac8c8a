"""The whole round walked by hand in a real browser, by everybody who has a part in it."""

import os

import pytest
from playwright.sync_api import Browser

from tests.browser import concluding, keeping, preparing, talking, watching, women
from tests.browser.album import HEIGHT, NARROW, WIDE, Album
from tests.browser.papers import MAGIC, download, files_of, papers_on, wait_for
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk
from tests.browser.wandering import wander

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
OTHERS = (
    "liushuhua",
    "suyan",
    "hejie",
    "songyufen",
    "yucheng",
    "anzhimin",
    "xitong",
    "anquan",
    "shenji",
)
IS_LONG = os.environ.get("XIEYUE_LONG") == "1"


@pytest.fixture
def width(request: pytest.FixtureRequest) -> int:
    """Return how wide the window is."""
    return int(request.param)


@pytest.mark.parametrize("width", [WIDE, NARROW] if IS_LONG else [WIDE], indirect=True)
def test_a_round_is_walked_by_hand_from_the_first_page_to_the_mended_fault(
    browser: Browser,
    fresh_site: Site,
    album: Album,
    width: int,
) -> None:
    window = {"width": width, "height": HEIGHT}
    union, employer, clerk, county = (
        Visitor(browser, fresh_site, name, album=album, viewport=window)
        for name in ("sunlijun", "qumingyuan", "weiran", "tianhui")
    )
    walk = Walk(union, employer)

    preparing.open_round(walk)
    preparing.prepare(walk)
    preparing.offer(walk)
    preparing.answer(walk)
    talking.exchange_data(walk)
    talking.disagree(walk)
    talking.settle(walk)
    concluding.draft(walk)
    watching.keep_to_themselves(walk)
    watching.watch_from_above(walk, county)
    _pass_the_congress(walk)
    concluding.sign(walk)
    concluding.file(walk)
    concluding.clear(walk, clerk)
    keeping.publish(walk)
    keeping.review(walk)
    watching.see_it_in_force(walk, county)
    _papers_are_made(walk)
    if IS_LONG:
        _nobody_gets_lost(browser, fresh_site, [union, employer, clerk, county])

    assert fresh_site.faults() == []


def _pass_the_congress(walk: Walk) -> None:
    """Call the sitting, vote and close; a long run takes the women's contract along."""
    if IS_LONG:
        women.draft(walk)
    concluding.call_the_congress(walk)
    concluding.vote(walk)
    if IS_LONG:
        women.vote(walk)
    concluding.close(walk)
    if IS_LONG:
        women.sign_and_file(walk)


def _nobody_gets_lost(browser: Browser, site: Site, known: list[Visitor]) -> None:
    """Everybody with an account presses every link."""
    others = [Visitor(browser, site, name) for name in OTHERS]
    for other in others:
        other.log_in()
    for who in (*known, *others):
        assert wander(who) == ([], [])


def _papers_are_made(walk: Walk) -> None:
    """Every paper of the round is there as a file; the contract is downloaded as people do."""
    union = walk.union
    for address in (walk.round_at, walk.agreement_at, walk.sitting_at):
        wait_for(union, address)
    papers = papers_on(union, walk.round_at) | papers_on(union, walk.sitting_at)
    for address, title in papers.items():
        files = files_of(union, address)
        assert files.keys() & {"docx", "xlsx"}, title
        assert all(packed.startswith(MAGIC[kind]) for kind, packed in files.items())

    papers = papers_on(union, walk.agreement_at)
    contract = next(at for at, title in papers.items() if title == "工资专项集体合同（工资协议）")
    union.go(contract, "文书页_合同")
    name, packed = download(union, "下载 Word")
    assert name.endswith(".docx")
    assert packed.startswith(MAGIC["docx"])
    name, packed = download(union, "下载 PDF")
    assert name.endswith(".pdf")
    assert packed.startswith(MAGIC["pdf"])
    for address, picture in (("/", "待办"), ("/done/", "已办"), ("/papers/", "文书")):
        union.go(address, f"最后_{picture}")
    union.go("/rounds/", "最后_我的协商")
    union.go("/account/", "账号")
