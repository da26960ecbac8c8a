"""What the forms of supervision make of what is typed."""

from datetime import date

import pytest

from contracts.parties.actors import acting_as
from contracts.parties.models import Role
from contracts.supervision import letters, rectifications, reviews
from tests.factories import agreements
from tests.factories.bargaining import (
    RoundFactory,
)
from tests.factories.forms import chair_of, officer_of, opened, refused, rows, sent
from tests.factories.parties import FederationFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_rectification_is_answered_point_by_point():
    agreement = agreements.InForceFactory()
    demand = rectifications.rectify(
        agreement, points=["补发高温津贴", "公示表格"], on=date(2027, 5, 20)
    ).made
    officer = officer_of(agreement)

    with acting_as(officer):
        shown = opened("supervision.rectified", demand, officer)
    data = sent(
        "supervision.rectified",
        demand,
        officer,
        **rows("points", {"point": "补发12600元"}, {"point": "已公示"}),
    )

    assert [words for _, words in shown.facts()][:2] == ["补发高温津贴", "公示表格"]
    assert shown.tables["points"].count == 2
    assert data == {"points": ["补发12600元", "已公示"]}


def test_rectification_starts_from_what_the_check_found_wanting():
    agreement = agreements.InForceFactory()
    checked = [
        {"clause": "支付日", "result": "done"},
        {"clause": "高温津贴", "result": "undone"},
        {"clause": "夜班津贴", "result": "partial"},
    ]
    reviews.review(agreement, checked=checked, on=date(2027, 5, 20))

    with acting_as(chair_of(agreement)):
        form = opened("supervision.rectify", agreement, chair_of(agreement))

    assert [row.initial for row in form.tables["points"] if row.initial] == [
        {"point": "高温津贴"},
        {"point": "夜班津贴"},
    ]


def test_letter_goes_to_a_firm_below_and_its_answer_names_the_day():
    county = FederationFactory()
    round_ = RoundFactory()
    firm = round_.employer_party
    firm.path = f"{county.path}00001."
    firm.save(update_fields=["path"])
    officer = actor_of(county, Role.FEDERATION_OFFICER)

    data = sent(
        "supervision.letter",
        None,
        officer,
        kind="opinion",
        to=firm.pk,
        served_on="2027-06-01",
        reply_days=15,
    )
    letter = letters.send(county, receiver=firm, kind="opinion", on=date(2027, 5, 20)).made
    reply = sent("supervision.reply", letter, officer_of(round_), received_on="2027-06-01")
    early = refused("supervision.reply", letter, officer_of(round_), received_on="2027-05-19")

    assert data == {
        "kind": "opinion",
        "to": firm,
        "served_on": date(2027, 6, 1),
        "reply_days": 15,
    }
    assert reply == {"received_on": date(2027, 6, 1)}
    assert early == {
        "received_on": ["答复日期（2027-05-19）早于送达日期（2027-05-20），请核对。"],
    }
