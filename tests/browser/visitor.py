"""Somebody at a browser: logs in, opens pages, fills forms in, reads what is shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Response

from tests.browser.album import Album
from tests.browser.site import PASSWORD, Site

MOST_MORE = 5
FORM = "form.act-form"
OPEN = "each => each.forEach(one => one.open = true)"


class Visitor:
    """A person with one login in a fresh profile of the browser."""

    def __init__(
        self,
        browser: Browser,
        site: Site,
        account: str,
        *,
        album: Album | None = None,
        **settings: Any,
    ) -> None:
        self.site, self.account = site, account
        self.album = album or Album(None)
        self.context = browser.new_context(
            base_url=site.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            **{"viewport": {"width": 1360, "height": 900}, **settings},
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def log_in(self) -> None:
        """Log in with name and password."""
        self.page.goto("/login/")
        self.page.fill("#id_username", self.account)
        self.page.fill("#id_password", PASSWORD)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(f"{self.site.address}/")

    # Going about.

    def go(self, address: str, picture: str = "") -> Response:
        """Open an address; a picture is taken of it where a name is given."""
        answer = self.page.goto(address)
        assert answer is not None
        if picture:
            self.picture(picture)
        return answer

    def status_of(self, address: str) -> int:
        """Return the status an address answers with, read as a program would."""
        return self.context.request.get(address, max_redirects=0).status

    def picture(self, name: str) -> None:
        """Take the page as it stands into the album."""
        self.album.take(self.page, name)

    def begin(self, title: str) -> None:
        """Press what leads to an act: the task on top, or one of the quieter buttons."""
        box = self.page.locator("section.turn")
        own = box.locator("h2", has_text=f"现在该您办：{title}")
        if own.count() and own.inner_text() == f"现在该您办：{title}":
            box.get_by_role("link", name="去办理").first.click()
        else:
            box.locator("details").evaluate_all(OPEN)
            box.get_by_role("link", name=title, exact=True).first.click()
        self.page.wait_for_selector(FORM)

    # Forms.

    @property
    def form(self) -> Locator:
        """Return the form of the act."""
        return self.page.locator(FORM)

    @property
    def button(self) -> Locator:
        """Return the button that sends the form."""
        return self.form.locator("button.btn-main")

    def fill(self, **values: Any) -> None:
        """Fill fields in by their names: words, days, a tick, one of several, or a list of them."""
        for name, value in values.items():
            self._fill(name, value)

    def fill_all(self, **values: Any) -> None:
        """Fill lists in before plain fields: asking for more rows loads the page anew."""
        lists = {name: value for name, value in values.items() if _is_rows(value)}
        for name, rows in lists.items():
            self.fill_rows(name, rows)
        self.fill(**{name: value for name, value in values.items() if name not in lists})

    def fill_rows(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Fill the rows of a list in, asking for more rows while there are too few."""
        for _ in range(MOST_MORE):
            if int(self.form.locator(f"[name='{name}-count']").input_value()) >= len(rows):
                break
            self.form.locator(f"button[name=_more][value={name}]").click()
            self.page.wait_for_load_state()
        for place, row in enumerate(rows):
            for field, value in row.items():
                self._fill(f"{name}-{place}-{field}", value)

    def send(self) -> None:
        """Press the button of the form and wait for the page that follows."""
        with self.page.expect_navigation():
            self.button.click()

    def do(self, title: str, *, on: date, **values: Any) -> None:
        """Do an act from the page of its case; lists are given as lists of mappings."""
        self.begin(title)
        self.fill_all(on=on, **values)
        self.picture(f"{title}_填写")
        self.send()
        assert self.has_done, self.complaints
        self.picture(f"{title}_办好")

    @property
    def has_done(self) -> bool:
        """Test whether the page says that the act is done."""
        return self.page.locator(".note.success", has_text="已办理").count() > 0

    @property
    def complaints(self) -> str:
        """Return what the page says is wrong."""
        found = self.page.locator(".note.is-bad, .act-refused, .note.is-warn, .note.error, h1")
        return "\n".join(found.all_inner_texts())

    @property
    def notes(self) -> list[str]:
        """Return the messages on top of the page."""
        return self.page.locator("main > .note").all_inner_texts()

    # Reading.

    @property
    def text(self) -> str:
        """Return everything the page says, what is folded away included."""
        return self.page.locator("body").text_content() or ""

    @property
    def stage(self) -> str:
        """Return the stage the step bar shows as now."""
        now = self.page.locator("ol.steps").first.locator("li[aria-current=step]")
        return now.evaluate("each => each.firstChild.textContent.trim()")

    @property
    def turn(self) -> str:
        """Return whose turn it is and what to do, as the box on top says."""
        return self.page.locator("#turn-title").inner_text()

    @property
    def last_day(self) -> str:
        """Return until when, as the box on top says."""
        return self.page.locator("section.turn dl.answers dd").nth(2).inner_text()

    def finds(self, words: Sequence[str], *addresses: str) -> list[tuple[str, str]]:
        """Return which of the words stand on which of several pages, seen or unseen."""
        found = []
        for address in addresses:
            source = self.source_of(address)
            found += [(address, each) for each in words if each in source]
        return found

    def source_of(self, address: str) -> str:
        """Return the source of a page, read as a program would."""
        answer = self.context.request.get(address)
        assert answer.ok, (address, answer.status)
        return answer.text()

    def _fill(self, name: str, value: Any) -> None:
        field = self.form.locator(f"[name='{name}']")
        inner = self.page.locator(f"[name='{name}']")  # counted from the fold, not from the form
        self.form.locator("details", has=inner).evaluate_all(OPEN)
        kind = field.first.evaluate("each => each.type")
        if kind == "radio":
            self.form.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "checkbox" and isinstance(value, bool):
            field.set_checked(value)
        elif kind == "checkbox":
            boxes = self.form.locator(f"#id_{name}")
            for box in field.all():
                box.set_checked(False)
            for words in value:
                boxes.locator("label", has_text=words).locator("input").check()
        elif kind == "select-one":
            _choose(field, value)
        else:
            field.fill(str(value))


def _choose(field: Locator, words: str) -> None:
    """Choose the option that begins with these words."""
    option = field.locator("option").filter(has_text=words).first
    field.select_option(value=option.get_attribute("value"))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
