from datetime import date

import pytest

from contracts.congress.checks import notices
from contracts.statutes.law import Law

SITS_ON = date(2027, 3, 26)


def law(region="CN"):
    return Law(region=region, instruments=(), on=SITS_ON)


@pytest.mark.parametrize(
    ("delivered_on", "before", "outcome"),
    [
        (date(2027, 3, 18), 8, "ok"),
        (date(2027, 3, 19), 7, "warn"),
        (date(2027, 3, 20), 6, "block"),
        (SITS_ON, 0, "block"),
    ],
)
@pytest.mark.parametrize("region", ["CN", "SH", "ZJ", "HA"])
def test_papers_are_delivered_seven_days_before_and_eight_is_safe(
    region,
    delivered_on,
    before,
    outcome,
):
    verdict = notices.check_notice(sits_on=SITS_ON, delivered_on=delivered_on, law=law(region))

    assert (verdict.rule, verdict.outcome) == ("R_NOTICE7", outcome)
    assert (verdict.found, verdict.required) == (before, 7)


def test_notice_says_the_numbers_and_the_last_day():
    verdict = notices.check_notice(
        sits_on=SITS_ON,
        delivered_on=date(2027, 3, 18),
        delivered=32,
        delegates=32,
        law=law(),
    )

    assert verdict.message == (
        "会议材料提前8天送达（须≥7天 ✓，最迟3月19日），签收32人（应签收32人）。"
    )
    assert verdict.citations == ("EDM 18",)


def test_the_last_day_warns_that_eight_is_safe():
    verdict = notices.check_notice(sits_on=SITS_ON, delivered_on=date(2027, 3, 19), law=law())

    assert verdict.message == (
        "会议材料提前7天送达（须≥7天 ✓，最迟3月19日）。正好是最后一天，提前8天更稳妥。"
    )


@pytest.mark.parametrize(
    ("delivered_on", "outcome"),
    [(date(2027, 3, 18), "warn"), (date(2027, 3, 20), "block")],
)
def test_a_missing_receipt_warns_while_there_is_time_and_blocks_afterwards(delivered_on, outcome):
    verdict = notices.check_notice(
        sits_on=SITS_ON,
        delivered_on=delivered_on,
        delivered=30,
        delegates=32,
        law=law(),
    )

    assert verdict.outcome == outcome
    assert "还差2人签收" in verdict.message


def test_delegates_nobody_counted_are_taken_to_have_signed():
    verdict = notices.check_notice(
        sits_on=SITS_ON,
        delivered_on=date(2027, 3, 18),
        delivered=40,
        law=law(),
    )

    assert verdict.outcome == "ok"


def test_a_roll_that_differs_from_the_delegates_on_record_is_advice():
    verdict = notices.check_roll(entitled=30, delegates=32, law=law())

    assert (verdict.rule, verdict.outcome) == ("wc.session.quorum", "warn")
    assert (verdict.found, verdict.required) == (30, 32)
    assert notices.check_roll(entitled=32, delegates=32, law=law()) is None
    assert notices.check_roll(entitled=32, delegates=None, law=law()) is None
