"""A firm without a congress gets one in a real browser: from the request to the first sitting."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.album import HEIGHT, WIDE, Album
from tests.browser.site import Site
from tests.browser.story import Days
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

FIRM = "望海金潮服装有限公司"
UNITS = (
    {"unit": "缝纫一车间", "workers": 110},
    {"unit": "缝纫二车间", "workers": 92},
    {"unit": "裁剪车间", "workers": 20},
    {"unit": "仓储物流", "workers": 10},
)
SEATS = ("14", "12", "3", "1")
ATTENDED = {"缝纫一车间": 98, "缝纫二车间": 80, "裁剪车间": 17}
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈"
TITLES = "姓名\t得票\t类别\t性别\t用工形式"


def test_a_congress_is_founded_by_hand_and_one_unit_votes_twice(
    browser: Browser,
    fresh_site: Site,
    album: Album,
) -> None:
    window = {"width": WIDE, "height": HEIGHT}
    union, town, county = (
        Visitor(browser, fresh_site, name, album=album, viewport=window)
        for name in ("suyan", "yucheng", "tianhui")
    )
    days = Days()

    _request(union, days)
    _approve(town, days)
    _plan(union, days)
    _elect(union, days)
    _watch_from_above(county)
    _finish(union, days)
    _call(union, days)

    assert fresh_site.faults() == []


def _request(union: Visitor, days: Days) -> None:
    """The union asks the union above."""
    union.log_in()
    union.go("/congresses/", "职代会_还没有")
    union.page.get_by_role("link", name="请示建立职代会").click()
    union.fill(on=days.before(40), form="congress", term_years=6)
    expect(union.page.locator("#figures")).to_contain_text("届期6年")
    union.picture("请示建制_届期不合")
    union.fill(term_years=3)
    union.send()

    assert union.has_done, union.complaints
    union.picture("职代会_等批复")
    assert (union.stage, union.turn) == ("批复", "现在等上级工会：批复建制请示")


def _approve(town: Visitor, days: Days) -> None:
    """The town finds the request on its desk."""
    town.log_in()
    town.page.get_by_role("link", name="批复建制请示").click()
    town.do("批复建制请示", on=days.before(36))
    assert town.turn == "现在等工会（职工方）：分配代表名额"


def _plan(union: Visitor, days: Days) -> None:
    """The seats are dealt out by headcount; one manager too many is told while it is typed."""
    union.page.reload()
    union.begin("分配代表名额")
    union.fill_all(on=days.before(34), seats=30, units=list(UNITS))
    with union.page.expect_navigation():
        union.page.get_by_role("button", name="按人数分配名额").click()
    values = [
        union.form.locator(f"[name='units-{n}-seats']").input_value() for n in range(len(UNITS))
    ]
    assert tuple(values) == SEATS
    union.fill(management=7, women=22, dispatch=2, frontline=20)
    expect(union.page.locator("#figures")).to_contain_text("≤6名 ✗，多1名")
    union.picture("分配名额_多一名中层")
    union.fill(management=6)
    expect(union.page.locator("#figures")).to_contain_text("≤6名 ✓")
    union.send()

    assert union.has_done, union.complaints
    assert (union.stage, union.turn) == ("选代表", "现在该您办：各单位选举代表")
    union.picture("职代会_选举前")


def _people(unit: str, seats: int, votes: int) -> str:
    """Return a list as it is copied from a spreadsheet: two managers, some of an agency."""
    rows = [TITLES]
    for place in range(seats):
        kind = "中层以上" if place == 0 else "工人"
        hired = "劳务派遣" if place == 1 else "合同制"
        gender = "男" if place % 4 == 0 else "女"
        rows.append(f"{FAMILY[place]}{unit[:3]}\t{votes}\t{kind}\t{gender}\t{hired}")
    return "\n".join(rows)


def _begin(union: Visitor, unit: str) -> None:
    row = union.page.locator("tr", has_text=unit)
    row.get_by_role("link", name="去选举").click()
    assert union.form.locator("[name=unit]").input_value() == unit


def _elect(union: Visitor, days: Days) -> None:
    """Three units vote well from a pasted list; the fourth lacks two people and votes again."""
    for (unit, attended), seats in zip(ATTENDED.items(), SEATS, strict=False):
        _begin(union, unit)
        pasted = _people(unit, int(seats), attended - 3)
        union.fill(on=days.before(28), attended=attended, paste=pasted)
        with union.page.expect_navigation():
            union.page.get_by_role("button", name="把粘贴的名单填进上面的表").click()
        union.picture(f"选举_{unit}")
        union.send()
        assert union.has_done, union.complaints
    _begin(union, "仓储物流")
    one = {"name": "韩仓储", "votes": 5, "category": "工人", "gender": "男"}
    union.fill_all(on=days.before(28), attended=5, elected=[one])
    expect(union.page.locator("#figures")).to_contain_text("≥7人 ✗，差2人")
    union.picture("选举_到会不够")
    union.send()
    assert any("还差2人，请另定时间重新选举" in note for note in union.notes)
    assert "要重选" in union.page.locator("tr", has_text="仓储物流").inner_text()
    union.picture("职代会_一个单位要重选")


def _watch_from_above(county: Visitor) -> None:
    """The county sees who has no congress, and where this one is stuck."""
    county.log_in()
    county.go("/congresses/", "县总_辖区职代会")
    row = county.page.locator("tr", has_text=FIRM).inner_text()
    assert "正在建：选举" in row
    assert "工会（职工方）：各单位选举代表" in row
    county.page.get_by_role("link", name=FIRM).click()
    county.picture("县总_职代会进度")
    assert "韩仓储" not in county.text


def _finish(union: Visitor, days: Days) -> None:
    """The unit votes again; credentials, roster, public notice."""
    _begin(union, "仓储物流")
    assert union.form.locator("[name='elected-0-name']").input_value() == "韩仓储"
    union.fill(**{"on": days.before(24), "attended": 9, "elected-0-votes": 8})
    union.send()
    assert union.has_done, union.complaints
    assert union.stage == "审资格"
    union.do("代表资格审查", on=days.before(23))
    union.do("公示代表名单", on=days.before(23), until=days.before(18))

    assert union.stage == "首次会议"
    assert "韩仓储" in union.text


def _call(union: Visitor, days: Days) -> None:
    """The first sitting is called from the page of the congress."""
    title = union.page.locator("#turn-title").inner_text().partition("：")[2]
    union.begin(title)
    union.fill_all(on=days.before(16), sits_on=days.before(3), agenda=[{"item": "实施细则"}])
    union.picture("发出会议通知_首次")
    union.send()

    assert union.has_done, union.complaints
    assert "第一届职工代表大会第一次会议" in union.text
    union.picture("首次会议_已通知")
