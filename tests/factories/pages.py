"""A small browser for tests of pages: log in, read a form as it is shown, fill it in, send it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import lxml.html
import time_machine
from django.test import Client

from contracts.parties.models import Account, Office, Organisation


@dataclass(slots=True)
class Visit:
    """What came back: the answer, and the page if it is one."""

    response: Any

    @property
    def status(self) -> int:
        """Return the status."""
        return self.response.status_code

    @property
    def page(self) -> Any:
        """Return the page as a tree."""
        return lxml.html.fromstring(self.response.content.decode())

    @property
    def form(self) -> Any:
        """Return the form of the act."""
        return next(form for form in self.page.forms if "act-form" in form.get("class", ""))

    @property
    def values(self) -> dict[str, Any]:
        """Return what a browser would send, with the first values as shown."""
        sent: dict[str, Any] = {}
        for name, value in self.form.form_values():
            # The line end after <textarea> is no part of the text; a browser drops it.
            sent.setdefault(name, []).append(value.removeprefix("\n"))
        return {name: each if len(each) > 1 else each[0] for name, each in sent.items()}

    def words(self, css_class: str) -> list[str]:
        """Return the text of every element of a class, white space made plain."""
        found = self.page.find_class(css_class)
        return [" ".join(element.text_content().split()) for element in found]

    @property
    def errors(self) -> list[str]:
        """Return what stands beside the fields as wrong."""
        lists = self.page.find_class("errorlist")
        return [" ".join(each.text_content().split()) for found in lists for each in found]


class Desk:
    """Somebody at a desk: an account in one office, on a day."""

    def __init__(self, organisation: Organisation, role: str, *, person: Any = None) -> None:
        name = f"{role}-{organisation.pk}-{Account.objects.count()}"
        self.account = Account.objects.create_user(username=name)
        self.office = Office.objects.create(
            account=self.account,
            organisation=organisation,
            role=role,
            person=person or organisation.head,
        )
        self.client = Client()

    def get(self, address: str, *, on: date) -> Visit:
        """Open a page on a day."""
        with time_machine.travel(f"{on} 10:00+08:00", tick=False):
            self.client.force_login(self.account)
            return Visit(self.client.get(address))

    def post(self, address: str, values: dict[str, Any], *, on: date) -> Visit:
        """Send a form on a day."""
        with time_machine.travel(f"{on} 10:00+08:00", tick=False):
            self.client.force_login(self.account)
            return Visit(self.client.post(address, values))

    def post_raw(self, address: str, body: str, *, on: date) -> Visit:
        """Send a form whose text is already encoded, sound or not."""
        with time_machine.travel(f"{on} 10:00+08:00", tick=False):
            self.client.force_login(self.account)
            kind = "application/x-www-form-urlencoded"
            return Visit(self.client.post(address, body, content_type=kind))

    def do(self, address: str, *, on: date, done_on: str = "", **changes: Any) -> Visit:
        """Open a form, change some of what it shows, and send it; None leaves a field out."""
        changes = {"on": done_on, **changes} if done_on else changes
        values = self.get(address, on=on).values
        for name, value in changes.items():
            values.pop(name, None)
            if value is not None:
                values[name] = value
        return self.post(address, values, on=on)

    def messages(self, visit: Visit, *, on: date) -> list[str]:
        """Follow a redirect and return what the next page says on top."""
        assert visit.status == 302, (visit.status, visit.errors or visit.words("verdict"))
        return self.get(visit.response["Location"], on=on).words("note")
