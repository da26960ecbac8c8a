"""A phone 360 px wide without JavaScript: log in, look at the desk, send a form."""

import pytest
from playwright.sync_api import Browser

from tests.browser.album import Album
from tests.browser.site import Site
from tests.browser.story import Days
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PHONE = {"width": 360, "height": 740}
SMALLEST_TARGET = 24
TARGETS = "a.btn, button, nav.menu a, summary, input[type=checkbox], input[type=radio], select"
TOO_SMALL = """
(each, least) => each
    .map(one => [one.closest('label') || one, one])
    .map(([target, one]) => [target.getBoundingClientRect(), one])
    .filter(([box]) => box.width > 0 && (box.width < least || box.height < least))
    .map(([box, one]) => `${one.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)
"""
WIDEST = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"


@pytest.mark.parametrize("is_large", [False, True], ids=["standard", "large print"])
def test_a_phone_without_script_is_enough(
    browser: Browser,
    site: Site,
    album: Album,
    is_large: bool,  # noqa: FBT001 -- pytest passes it by name
) -> None:
    days = Days()
    chair = Visitor(browser, site, "sunlijun", java_script_enabled=False, viewport=PHONE)

    chair.go("/")
    _fits(chair)
    chair.log_in()
    if is_large:
        chair.page.get_by_role("button", name="大字").click()
    _fits(chair)
    chair.go("/rounds/")
    chair.page.get_by_role("link", name="启动一轮协商").click()
    _fits(chair)
    chair.fill(previous="望工资", on=days.today)
    chair.send()
    assert chair.has_done
    _fits(chair)
    for act in ("bargaining.survey", "bargaining.name_representatives", "bargaining.offer"):
        chair.go(f"/do/{act}/round:1/")
        _fits(chair)
    for address in ("/", "/done/", "/rounds/", "/papers/", "/account/", "/nowhere/"):
        chair.go(address)
        _fits(chair)

    assert site.faults() == []


def _fits(who: Visitor) -> None:
    """Nothing is wider than the phone, and everything to press is large enough."""
    assert who.page.evaluate(WIDEST) <= PHONE["width"], who.page.url
    assert who.page.locator(TARGETS).evaluate_all(TOO_SMALL, SMALLEST_TARGET) == [], who.page.url
