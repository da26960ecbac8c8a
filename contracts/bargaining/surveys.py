"""Record what the workers want: the survey, for the workers' side alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.bargaining import rounds
from contracts.bargaining.models import Round, SurveyTopic, WorkersSurvey
from contracts.bargaining.plans import need_own_side
from contracts.parties.models import Side
from contracts.verdicts.verdict import Outcome, Refused


class MoreReturnedThanSent(Refused):
    """收回的问卷比发出的多；请核对发放数和回收数。"""


class MoreVotesThanReturned(Refused):
    """有的议题提及人数比收回的问卷还多，或同一议题列了两次；请核对。"""


@dataclass(frozen=True, slots=True)
class TopicVotes:
    """A topic and how many of the returned sheets name it."""

    topic: str
    votes: int


@transaction.atomic
def record(
    round_: Round,
    *,
    sent: int,
    returned: int,
    topics: Sequence[TopicVotes],
    on: date,
) -> Outcome:
    """Record the survey (职工意见征集): sheets sent and returned, and the votes of each topic.

    :raises MoreReturnedThanSent: if more sheets came back than went out.
    :raises MoreVotesThanReturned: if a topic has more votes than sheets, or is named twice.
    :raises NotYourSide: if the other side asks.
    """
    need_own_side(Side.WORKERS)
    if returned > sent:
        raise MoreReturnedThanSent
    named = {row.topic for row in topics}
    if len(named) < len(topics) or any(row.votes > returned for row in topics):
        raise MoreVotesThanReturned
    rounds.lock(round_)
    survey = WorkersSurvey.objects.create(
        **WorkersSurvey.belonging_to(round_.case),
        round=round_,
        sent_count=sent,
        returned_count=returned,
        surveyed_on=on,
    )
    SurveyTopic.objects.bulk_create(
        SurveyTopic(
            **SurveyTopic.belonging_to(round_.case),
            survey=survey,
            topic=row.topic,
            votes=row.votes,
        )
        for row in topics
    )
    return Outcome(made=survey)
