import json
import subprocess
import sys

import pytest

from contracts.congress import ballots, exports, polls, recount, rolls, sealing
from contracts.congress.models import CastBallot, Elector, Poll, Slip
from contracts.congress.poll_models import Choice, Means, PollState
from contracts.congress.rolls import Voter
from tests.factories.congress import SITS_ON
from tests.factories.polls import (
    ITEM,
    HallFactory,
    PollFactory,
    cast_all,
    draw,
    electors,
    voters,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def counted(poll, shares=None):
    polls.close_poll(poll)
    found = polls.open_box(poll, shares or poll.shown_once.shares[:2])
    outcome = ballots.count(
        poll.sitting, item=poll.item, subject=poll.subject, counts=found, is_secret=True, on=SITS_ON
    )
    poll.ballot = outcome.made
    poll.save()
    return outcome.made


def test_slips_letters_and_paper_are_counted_as_one_vote():
    poll = PollFactory(slips=6, remote=3)
    codes = [code for _, _, code in poll.shown_once.letters]
    cast_all(poll, codes, ["yes", "yes", "no"])
    cast_all(poll, draw(poll, 5, skip=3)[:4], ["yes", "yes", "abstain", "spoiled"])
    polls.hand_out(poll, electors(poll, 3, skip=8), Means.PAPER)
    polls.close_poll(poll)
    polls.enter_sheet(poll, returned=3, invalid=0, yes=2, no=1, abstain=0)

    found = polls.open_box(poll, poll.shown_once.shares[1:])

    assert found == ballots.Counts(
        issued=11, returned=10, valid=9, invalid=1, yes=6, no=2, abstain=1
    )


def test_no_tally_before_the_end_and_nothing_of_the_envelopes_after():
    poll = PollFactory(remote=1)
    cast_all(poll, draw(poll, 2, skip=1), ["yes", "no"])
    with pytest.raises(polls.PollNotClosed):
        polls.open_box(poll, poll.shown_once.shares[:2])
    with pytest.raises(polls.PollNotClosed):
        polls.enter_sheet(poll, returned=0, invalid=0, yes=0, no=0, abstain=0)
    assert CastBallot.objects.count() == 0

    counted(poll)

    assert not Slip.objects.exists()
    assert not Elector.objects.exclude(envelope=None).exists()
    assert not Elector.objects.exclude(code_digest="").exists()
    assert sorted(CastBallot.objects.values_list("choice", flat=True)) == ["no", "yes"]


def test_the_first_vote_of_a_code_counts_and_the_second_is_told():
    poll = PollFactory(remote=1)
    code = poll.shown_once.letters[0][2]
    first = polls.cast(code.lower().replace("-", " "), Choice.YES, on=poll)
    with pytest.raises(polls.VotedBefore):
        polls.cast(code, Choice.NO, on=poll)

    ballot = counted(poll)

    assert (ballot.yes, ballot.no) == (1, 0)
    assert poll.receipts == [first]


def test_who_took_a_slip_cannot_vote_by_letter_nor_take_paper():
    poll = PollFactory(remote=1)
    draw(poll, 1)
    with pytest.raises(polls.VotedBefore):
        polls.cast(poll.shown_once.letters[0][2], Choice.YES, on=poll)
    with pytest.raises(polls.RightUsed) as refused:
        polls.hand_out(poll, electors(poll, 2), Means.PAPER)

    assert "代表0000：" in str(refused.value)
    assert Elector.objects.exclude(means="").count() == 1


def test_a_vote_after_closing_is_refused():
    poll = PollFactory()
    code = draw(poll, 1)[0]
    with pytest.raises(polls.CodeUnknown):
        polls.cast("ABCD-ABCD-ABCD-ABCD", Choice.YES, on=poll)
    polls.close_poll(poll)

    with pytest.raises(polls.PollNotOpen):
        polls.cast(code, Choice.YES, on=poll)


def test_a_code_of_another_box_is_unknown():
    poll, other = PollFactory(), PollFactory()

    with pytest.raises(polls.CodeUnknown):
        polls.cast(draw(other, 1)[0], Choice.YES, on=poll)


def test_more_slips_used_than_drawn_leave_the_box_shut():
    poll = PollFactory()
    draw(poll, 1)
    cast_all(poll, poll.shown_once.slips[:2], ["yes", "yes"])
    polls.close_poll(poll)

    with pytest.raises(polls.SlipsBeyondRoll) as refused:
        polls.open_box(poll, poll.shown_once.shares[:2])

    assert "用掉的票条有2张，登记抽取的只有1人" in str(refused.value)
    assert Poll.objects.get(pk=poll.pk).state == PollState.CLOSED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda roll: [*roll[:-1], roll[0]], "重复的人：第1车间 代表0000"),
        (lambda roll: roll[:-2], "名册上有10人，会议应到12人，差2人"),
    ],
)
def test_a_roll_that_does_not_fit_opens_no_box(change, words):
    sitting = HallFactory()

    with pytest.raises(rolls.RollDoesNotFit) as refused:
        polls.open_poll(sitting, item=ITEM, voters=change(voters(12)), on=SITS_ON)

    assert words in str(refused.value)
    assert not Poll.objects.exists()


def test_a_stranger_gets_no_letter():
    with pytest.raises(rolls.RollDoesNotFit) as refused:
        polls.open_poll(
            HallFactory(), item=ITEM, voters=voters(12), remote=[Voter("", "张三")], on=SITS_ON
        )

    assert "张三不在代表名册上" in str(refused.value)


def test_a_sheet_that_does_not_add_up_is_refused_with_the_difference():
    poll = PollFactory()
    polls.hand_out(poll, electors(poll, 3), Means.PAPER)
    polls.close_poll(poll)

    with pytest.raises(rolls.SheetDoesNotFit) as refused:
        polls.enter_sheet(poll, returned=3, invalid=0, yes=1, no=1, abstain=0)
    assert "（合计2张），差1张" in str(refused.value)
    with pytest.raises(rolls.SheetDoesNotFit) as refused:
        polls.enter_sheet(poll, returned=4, invalid=0, yes=4, no=0, abstain=0)
    assert "登记领取的只有3人，多出1张" in str(refused.value)


def test_one_item_has_one_box_until_it_is_called_off():
    poll = PollFactory()
    draw(poll, 1)
    with pytest.raises(polls.AlreadyVoting):
        PollFactory(poll.sitting)
    polls.drop_poll(poll)

    again = PollFactory(poll.sitting)

    assert again.state == PollState.OPEN
    assert not Slip.objects.filter(poll=poll).exists()


def test_two_shares_open_the_box_and_a_slip_of_the_pen_is_told():
    poll, other = PollFactory(), PollFactory()
    one, two, three = poll.shown_once.shares
    key = bytes(poll.public_key)

    for pair in ((one, two), (three, one), (two.lower(), three)):
        assert bytes(sealing.private_key(pair, key).public_key) == key
    with pytest.raises(sealing.SharesDoNotOpen):
        sealing.private_key((one, one), key)
    with pytest.raises(sealing.SharesDoNotOpen):
        sealing.private_key(other.shown_once.shares[:2], key)
    wrong = one[:3] + ("A" if one[3] != "A" else "B") + one[4:]
    with pytest.raises(sealing.ShareUnreadable):
        sealing.private_key((wrong, two), key)


def test_every_envelope_has_the_same_size():
    key = PollFactory().public_key

    assert {len(sealing.seal(choice, bytes(key))) for choice in Choice.values} == {80}


def test_the_stand_alone_program_agrees_and_finds_a_changed_vote(tmp_path):
    poll = PollFactory()
    cast_all(poll, draw(poll, 12), ["yes"] * 8 + ["no"] * 2 + ["abstain", "spoiled"])
    counted(poll)
    export = exports.recount_of(poll, has_names=False)

    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(export), encoding="utf-8")
    export["ballots"][export["ballots"].index("no")] = "yes"
    bad.write_text(json.dumps(export), encoding="utf-8")

    ran = [
        subprocess.run(  # noqa: S603 -- our own file
            [sys.executable, "-I", recount.__file__, str(file)],
            check=False, capture_output=True, encoding="utf-8",
        )
        for file in (good, bad)
    ]  # fmt: skip
    assert [each.returncode for each in ran] == [0, 1]
    assert "应到12，实到12（须≥8 ✓），赞成8（须≥7 ✓）" in ran[0].stdout
    assert "赞成：公布8，重新清点是9" in ran[1].stdout
