"""``manage.py seed_demo``: a demo county, a firm with its union, an account for every office."""

import argparse
import secrets
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from contracts.agreements import standings
from contracts.agreements.models import Agreement
from contracts.congress import congresses
from contracts.congress.models import Congress
from contracts.documents import demo_ca
from contracts.parties import tree
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.choices import OrganisationKind, Role
from contracts.parties.models import Account, MinimumWage, Office, Organisation, Person, Policy

SEEDS = settings.BASE_DIR / "seeds"
ADDRESS_BOOK = SEEDS / "demo_site.yaml"
WAGES = SEEDS / "minimum_wage.yaml"
PASSWORD_FILE = "demo.password"  # noqa: S105 -- the name of a file


class Command(BaseCommand):
    """Write the demo data that are not there yet; a second run changes nothing."""

    help = "写入演示县、演示账号和当地标准；只补没有的。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the password of the demo accounts."""
        parser.add_argument("--password", default="", help="演示账号的密码；不给就随机生成一个。")

    def handle(self, *_: Any, **options: Any) -> None:
        """Seed, and print who can log in."""
        password = options["password"] or _kept_password()
        with transaction.atomic(), acting_as(SYSTEM):
            book = yaml.safe_load(ADDRESS_BOOK.read_text(encoding="utf-8"))
            demo = Demo(book, today=timezone.localdate())
            demo.write()
            made = demo.open_accounts(password)
        demo_ca.create(at=timezone.now())
        self.stdout.write("演示账号（用户名　职务）：")
        for name, row in book["accounts"].items():
            organisation = book["organisations"][row["organisation"]]["name"]
            self.stdout.write(f"  {name:<12}　{organisation}·{Role(row['role']).label}")
        if made:
            self.stdout.write(f"新开的账号 {made} 个，密码都是：{password}")
        else:
            self.stdout.write("账号都已存在，密码没有改动。")


def _kept_password() -> str:
    """Return the password made on the first run; it lies beside the database."""
    path = Path(settings.DATA_DIR) / PASSWORD_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"xieyue-{secrets.randbelow(10**6):06d}", encoding="ascii")
    return path.read_text(encoding="ascii").strip()


class Demo:
    """The demo data of the book, written as far as they are missing."""

    def __init__(self, book: dict[str, Any], *, today: date) -> None:
        self.book, self.today = book, today
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}

    def write(self) -> None:
        """Write organisations, people, local values, the congress and the old agreement."""
        for key, row in self.book["organisations"].items():
            self.organisations[key] = self._organisation(row)
        for key, row in self.book["people"].items():
            self.people[key] = self._person(row)
        for key, row in self.book["organisations"].items():
            self._head(self.organisations[key], row.get("head"))
        self._policy()
        self._minimum_wages()
        self._congress()
        self._agreement()

    def open_accounts(self, password: str) -> int:
        """Open the accounts that are missing, each with its office; return how many were new."""
        made = 0
        for name, row in self.book["accounts"].items():
            person = self.people.get(row.get("person", ""))
            account = Account.objects.filter(username=name).first()
            if account is None:
                account = Account.objects.create_user(name, password=password, person=person)
                made += 1
            Office.objects.get_or_create(
                account=account,
                organisation=self.organisations[row["organisation"]],
                role=row["role"],
                defaults={"person": person},
            )
        return made

    def _organisation(self, row: dict[str, Any]) -> Organisation:
        found = Organisation.objects.filter(kind=row["kind"], name=row["name"]).first()
        if found is not None:
            return found
        parent = self.organisations.get(row.get("parent", row.get("beside", "")))
        firm = self.organisations.get(row.get("of", ""))
        texts = ("uscc", "address", "ownership", "industry")
        return Organisation.objects.create(
            kind=row["kind"],
            name=row["name"],
            path=self._place(row, parent, firm),
            parent=parent,
            firm=firm if row["kind"] == OrganisationKind.UNION else None,
            region=self.book["region"],
            **{name: row.get(name, "") for name in texts},
            **{f"headcount_{name}": count for name, count in row.get("headcount", {}).items()},
        )

    def _place(
        self,
        row: dict[str, Any],
        parent: Organisation | None,
        firm: Organisation | None,
    ) -> str:
        """Return the place in the tree: a union at its firm's, a department at the federation's."""
        if firm is not None:
            return firm.path
        if "beside" in row and parent is not None:
            return parent.path
        return tree.next_place(parent)

    def _person(self, row: dict[str, Any]) -> Person:
        works_at = self.organisations.get(row.get("works_at", ""))
        about = {name: text for name, text in row.items() if name not in {"name", "works_at"}}
        person, _ = Person.objects.get_or_create(
            name=row["name"],
            works_at=works_at,
            defaults=about,
        )
        return person

    def _head(self, organisation: Organisation, key: str | None) -> None:
        if key and organisation.head_id is None:
            organisation.head = self.people[key]
            organisation.save(update_fields=["head"])

    def _policy(self) -> None:
        row = self.book["policy"]
        federation = self.organisations[row["of"]]
        Policy.objects.get_or_create(
            path=federation.path,
            defaults={
                "federation": federation,
                "effective_offset": row["effective_offset"],
                "minimum_wage_region": row["minimum_wage_region"],
            },
        )

    def _minimum_wages(self) -> None:
        rows = yaml.safe_load(WAGES.read_text(encoding="utf-8"))["rows"]
        for row in [*rows, self.book["minimum_wage"]]:
            MinimumWage.objects.get_or_create(
                region=row["region"],
                tier=row.get("tier", ""),
                effective_from=row["from"],
                defaults={
                    "monthly": row["month"],
                    "hourly": row["hour"],
                    "effective_to": row.get("to"),
                    "source": row["source"],
                },
            )

    def _congress(self) -> None:
        row = self.book["congress"]
        union = self.organisations[row["of"]]
        if not Congress.objects.filter(workers_party=union).exists():
            congresses.register_standing(
                union,
                form=row["form"],
                term_years=row["term_years"],
                delegates=row["delegates"],
            )

    def _agreement(self) -> None:
        row = self.book["agreement"]
        firm = self.organisations[row["of"]]
        if Agreement.objects.filter(employer_party=firm).exists():
            return
        ends = self.today + timedelta(days=row["ends_in_days"])
        ends = ends.replace(day=monthrange(ends.year, ends.month)[1])
        begins = ends + timedelta(days=1)
        begins = begins.replace(year=begins.year - 1)
        standings.register_standing(
            firm,
            kind=row["kind"],
            number=row["number"].format(year=begins.year),
            term_from=begins,
            term_to=ends,
        )
