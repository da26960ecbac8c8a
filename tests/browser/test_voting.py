"""A secret vote in a real browser: slips by phone, a letter, paper; twice, and too late."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.album import HEIGHT, WIDE, Album
from tests.browser.site import Site
from tests.browser.story import Days
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ITEM = "职工代表大会实施细则"
ROLL = [f"第{n % 4 + 1}车间 代表{n:02d}" for n in range(32)]
LETTER, SLIPS, PAPER = ROLL[0], ROLL[1:5], ROLL[5:27]
PHONE = {"width": 390, "height": 844}
SHEET = {"returned": 22, "invalid": 1, "yes": 18, "no": 2, "abstain": 1}


class Phones:
    """Phones of nobody in particular: a fresh profile each, nobody logged in."""

    def __init__(self, browser: Browser, chair: Visitor, vote_at: str) -> None:
        self.browser, self.chair, self.vote_at = browser, chair, vote_at

    def open(self, code: str) -> Page:
        """Scan the QR code of a slip: the code stands behind # and fills itself in."""
        context = self.browser.new_context(viewport=PHONE, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{self.vote_at}#{code}")
        assert page.locator("#id_code").input_value() == code
        assert "#" not in page.url
        return page

    def cast(self, code: str, choice: str, picture: str = "") -> str:
        """Choose and cast: two taps. Return what the page says."""
        return self.send(self.open(code), choice, picture)

    def send(self, page: Page, choice: str, picture: str = "") -> str:
        """Vote on a page that is open, and put the phone away."""
        page.get_by_text(choice, exact=True).click()
        if picture:
            self.chair.album.take(page, f"{picture}_选择")
        with page.expect_navigation():
            page.get_by_role("button", name="投票").click()
        said = page.locator("main, body").first.inner_text()
        if picture:
            self.chair.album.take(page, picture)
        page.context.close()
        return said


def test_a_vote_by_phone_letter_and_paper_counts_everybody_once(
    browser: Browser,
    fresh_site: Site,
    album: Album,
) -> None:
    window = {"width": WIDE, "height": HEIGHT}
    chair = Visitor(browser, fresh_site, "sunlijun", album=album, viewport=window)
    shares, slips, letter = _open(chair, Days())
    poll_at = chair.page.url
    wall = chair.page.get_by_role("link", name="会场大屏").get_attribute("href") or ""
    phones = Phones(browser, chair, wall.replace("/screen/", "/vote/"))

    _hand_out(chair, SLIPS, "登记：抽了票条")
    _hand_out(chair, PAPER, "登记：领了纸质票")
    chair.picture("投票_领票登记")
    _vote(phones, slips, letter)
    late = phones.open(slips[3])
    chair.page.get_by_role("button", name="投票截止").click()
    assert "投票已经截止，不能再投" in phones.send(late, "赞成", "投票_截止以后")

    _count(chair, shares)
    assert "通过" in chair.page.locator("section.card").first.inner_text()
    chair.picture("投票_结果")
    chair.go(wall, "投票_会场大屏")
    chair.go(poll_at)
    assert fresh_site.faults() == []


def _open(chair: Visitor, days: Days) -> tuple[list[str], list[str], str]:
    """Call the sitting, sit, and open the box; the keys and slips are shown once."""
    chair.log_in()
    chair.go("/congresses/")
    chair.page.locator("tbody th a").first.click()
    chair.do(
        "发出会议通知", on=days.agreed, sits_on=days.sat, delivered=32, agenda=[{"item": ITEM}]
    )
    chair.do("召开预备会议", on=days.prepared, members=9, leaders=2)
    chair.do("召开职代会", on=days.sat, entitled=32, present=30)
    chair.page.get_by_role("link", name="开始无记名投票").click()
    chair.fill(item=ITEM, roll="\n".join(ROLL), slips=4, remote=LETTER, tellers="赵一\n钱二")
    chair.picture("投票_开始")
    chair.page.get_by_role("button", name="开始投票").click()
    chair.page.wait_for_selector(".key-text")
    chair.picture("投票_密钥和票条")
    shares = chair.page.locator(".key-text").all_inner_texts()
    codes = chair.page.locator(".slip-code").all_inner_texts()
    chair.page.get_by_role("link", name=re.compile("去登记领票")).click()
    assert (len(shares), len(codes)) == (3, 5)
    return shares, codes[:4], codes[4]


def _hand_out(chair: Visitor, people: list[str], button: str) -> None:
    for who in people:
        chair.page.get_by_label(who, exact=True).check()
    with chair.page.expect_navigation():
        chair.page.get_by_role("button", name=button).click()
    assert any("已登记领取" in note for note in chair.notes)


def _vote(phones: Phones, slips: list[str], letter: str) -> None:
    """Three of the hall and the one at home vote; a second phone with the same slip does not."""
    assert "已经投出" in phones.cast(slips[0], "赞成", "手机投票_票条")
    again = phones.cast(slips[0], "反对", "手机投票_第二部手机")
    assert "已经投过票" in again
    assert "后一次没有计入" in again
    assert "已经投出" in phones.cast(slips[1], "反对")
    assert "已经投出" in phones.cast(slips[2], "弃权")
    assert "已经投出" in phones.cast(letter, "赞成", "手机投票_密函")


def _count(chair: Visitor, shares: list[str]) -> None:
    """The tellers' sheet first adds up wrongly, then well; two keys open the box."""
    chair.page.reload()
    _send_sheet(chair, {**SHEET, "yes": 17})
    assert "差1张" in chair.page.locator(".note.is-bad").first.inner_text()
    chair.picture("投票_计票单对不上")
    _send_sheet(chair, SHEET)
    chair.page.locator("[name=first]").fill(shares[0])
    chair.page.locator("[name=second]").fill(shares[2])
    with chair.page.expect_navigation():
        chair.page.get_by_role("button", name="开箱计票").click()
    said = " ".join(chair.page.locator("section.card").first.inner_text().split())
    assert "发出27，收回26，有效25，废票1；赞成20，反对3，弃权2" in said


def _send_sheet(chair: Visitor, numbers: dict[str, int]) -> None:
    for name, number in numbers.items():
        chair.page.locator(f"[name={name}]").fill(str(number))
    with chair.page.expect_navigation():
        chair.page.get_by_role("button", name="录入计票单").click()
