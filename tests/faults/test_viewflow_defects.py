"""The defects of Viewflow 2.4.0 that our flows and the door are built around, one by one.

The numbers are those of the evidence (VIEWFLOW §0); the races of defects 1, 2 and of the response
against the timer run between processes in ``test_races.py``, kill -9 inside a step in
``test_kill.py``. Where a defect can be shown in the library itself, it is: if a later Viewflow
mends it, the test says so and the detour may go.
"""

import ast
import importlib
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import get_resolver
from viewflow.workflow import flow
from viewflow.workflow.fields import get_flow_ref, get_task_ref
from viewflow.workflow.lock import SelectForUpdateLock, no_lock
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from contracts.bargaining.models import Round
from contracts.parties.actors import SYSTEM
from contracts.parties.apps import AccountsAreKept
from tests.factories.acts import OFFER, OFFERED_ON, OPENED_ON, offer, open_round, seat_parties
from workflow import door, graph
from workflow.agreements.flow import ConclusionFlowV1
from workflow.bargaining.flow import BargainingFlowV1
from workflow.door import NotFound
from workflow.jobs import clockwork
from workflow.models import BargainingProcess
from workflow.nodes import Step, cancel_with_timers
from workflow.supervision.flow import ReviewFlowV1

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


WORKFLOW = Path(settings.BASE_DIR) / "workflow"


def every_flow():
    """Every flow there is, found through the folders, so that a new one cannot be forgotten."""
    for path in sorted(WORKFLOW.glob("*/flow.py")):
        importlib.import_module(f"workflow.{path.parent.name}.flow")
    found, waiting = set(), [flow.Flow]
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each.__module__.startswith("workflow."):
                found.add(each)
            waiting.append(each)
    return sorted(found, key=get_flow_ref)


FLOWS = every_flow()
NODES = [(each, node) for each in FLOWS for node in each.instance.nodes()]
STEPS = [(each, node) for each, node in NODES if isinstance(node, Step)]
STORED = Path(__file__).with_name("stored_nodes.txt")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def names(pairs):
    return [f"{each.__name__}.{node.name}" for each, node in pairs]


def offered():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    return parties, round_


# ------------------------------------------------ 1: the default lock lets two winners through


def test_1_default_lock_is_none_and_every_flow_locks_the_row():
    assert flow.Flow.lock_impl is no_lock
    assert {BargainingFlowV1, ConclusionFlowV1, ReviewFlowV1} <= set(FLOWS)
    for each in FLOWS:
        assert isinstance(each.lock_impl, SelectForUpdateLock)
        assert each.lock_impl.nowait is False


def test_1_step_completed_twice_is_done_once():
    _, round_ = offered()
    parties = seat_parties()
    actor = parties.chair
    process = Process.objects.get()

    graph.advance([round_], "bargaining.respond", actor)
    graph.advance([round_], "bargaining.respond", actor)

    answered = process.task_set.filter(flow_task=BargainingFlowV1.await_answer)
    assert [task.status for task in answered] == [STATUS.DONE]
    followers = process.task_set.filter(previous__in=answered).exclude(flow_task_type="TIMER")
    assert followers.count() == 1


# ------------------------------------------------ 2: task views lock the process named in the URL


def test_2_no_address_of_viewflow_is_mounted():
    def callbacks(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from callbacks(pattern)
            else:
                yield pattern.callback

    mounted = {callback.__module__ for callback in callbacks(get_resolver())}

    assert [module for module in mounted if module.startswith("viewflow")] == []


def test_2_round_of_others_is_not_found_whatever_is_asked():
    _, round_ = offered()
    strangers = seat_parties()
    before = list(Task.objects.order_by("pk").values_list("pk", "status"))

    for actor in (strangers.chair, strangers.officer, strangers.clerk):
        with pytest.raises(NotFound):
            door.perform(
                "bargaining.respond",
                actor=actor,
                on=OFFERED_ON,
                to=round_,
                data={"answer": "agree"},
            )

    assert list(Task.objects.order_by("pk").values_list("pk", "status")) == before


# ------------------------------------------------ 3: revive drops the permission and the timer


def test_3_nothing_of_ours_revives_or_undoes():
    found = [
        f"{path.name}:{node.lineno}"
        for path in WORKFLOW.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"revive", "undo"}
    ]

    assert found == []


# ------------------------------------------------ 4: a cancelled host leaves its timer armed


def armed(round_):
    host = Task.objects.get(flow_task=BargainingFlowV1.await_answer)
    return host, Task.objects.get(previous=host, flow_task_type="TIMER")


def test_4_viewflow_alone_leaves_the_timer_armed():
    _, round_ = offered()
    host, timer = armed(round_)

    with host.activation() as activation:
        activation.cancel()

    timer.refresh_from_db()
    assert timer.status == STATUS.SCHEDULED


def test_4_step_cancelled_by_us_takes_its_timer_along():
    _, round_ = offered()
    host, timer = armed(round_)

    with host.activation() as activation:
        cancel_with_timers(activation)

    timer.refresh_from_db()
    assert (host.status, timer.status) == (STATUS.CANCELED, STATUS.CANCELED)


def test_4_step_made_moot_by_the_record_leaves_no_ghost_to_fire():
    _, round_ = offered()
    _, timer = armed(round_)
    Round.objects.update(stage="talks")

    graph.advance([round_], "an act of no step", SYSTEM)
    receipts = clockwork.run_to(date(2027, 2, 28))

    timer.refresh_from_db()
    assert timer.status == STATUS.CANCELED
    assert "bargaining.fall_silent" not in [receipt.act for receipt in receipts]


def test_4_timer_answered_while_it_waited_for_the_case_does_nothing():
    _, round_ = offered()
    _, timer = armed(round_)
    Task.objects.filter(pk=timer.pk).update(status=STATUS.CANCELED)

    receipt = door.perform(
        "bargaining.fall_silent",
        actor=SYSTEM,
        on=date(2027, 1, 29),
        to=round_,
        timer=timer,
    )

    assert (receipt.is_repeat, receipt.papers) == (True, [])
    assert not Task.objects.filter(flow_task=BargainingFlowV1.report).exists()


# ------------------------------------------------ 5, 6: inheriting a flow corrupts its parent


def test_5_and_6_no_flow_inherits_from_a_flow():
    assert [each.__bases__ for each in FLOWS] == [(flow.Flow,)] * len(FLOWS)


def test_5_one_timer_is_armed_for_one_step():
    offered()

    assert Task.objects.filter(flow_task_type="TIMER").count() == 1


@pytest.mark.parametrize(("each", "node"), STEPS, ids=names(STEPS))
def test_6_each_human_step_has_a_permission_not_made_at_import(each, node):
    assert node._owner_permission.startswith("workflow.")
    assert not node._owner_permission_auto_create


# ------------------------------------------------ 7: a row of a removed node breaks every list


def test_7_every_name_that_was_ever_stored_still_resolves():
    stored = STORED.read_text(encoding="utf-8").split()
    there = {get_task_ref(node) for _, node in NODES}

    assert [name for name in stored if name not in there] == []


def test_7_names_of_new_nodes_are_written_down_before_they_are_stored():
    """A new node goes into ``stored_nodes.txt``; a name that stands there stays for good."""
    stored = set(STORED.read_text(encoding="utf-8").split())

    assert sorted({get_task_ref(node) for _, node in NODES} - stored) == []


def test_7_flows_are_named_by_version():
    assert [ref for ref in map(get_flow_ref, FLOWS) if not re.search(r"FlowV[1-9]$", ref)] == []


# ------------------------------------------------ 8, 10: stock screens leak rows and collapse


def test_8_and_10_no_stock_screen_is_included():
    """Our lists read scoped tables; who sees what is proved with the pages."""
    assert "viewflow" not in {pattern.app_name for pattern in _included(get_resolver())}


def _included(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield pattern
            yield from _included(pattern)


# ------------------------------------------------ 9: no wait inside an outer transaction


def test_9_no_request_is_a_transaction():
    for database in settings.DATABASES.values():
        assert not database.get("ATOMIC_REQUESTS")


def test_9_lock_inside_the_transaction_of_the_door_is_had_at_once():
    parties = seat_parties()

    opened = door.perform(
        "bargaining.open",
        actor=parties.chair,
        on=OPENED_ON,
        data={"kind": "wage", "scope": "enterprise"},
    )
    made = door.perform(
        "bargaining.offer",
        actor=parties.chair,
        on=OFFERED_ON,
        to=opened.made,
        data=OFFER,
    )

    assert (opened.ok, made.ok) == (True, True)


# ------------------------------------------------ 11: no Chinese in the library


@pytest.mark.parametrize(("each", "node"), NODES, ids=names(NODES))
def test_11_every_node_has_a_chinese_title(each, node):
    assert CHINESE.search(node.task_title or "")


def test_11_every_flow_has_a_chinese_title():
    assert [each.__name__ for each in FLOWS if not CHINESE.search(each.process_title)] == []


# ------------------------------------------------ and: deleting a user deletes its tasks


def test_account_is_never_deleted_and_its_steps_stay():
    parties, _ = offered()
    account = get_user_model().objects.get(pk=parties.chair.account_id)
    before = Task.objects.count()

    with pytest.raises(AccountsAreKept), transaction.atomic():
        account.delete()
    with pytest.raises(AccountsAreKept), transaction.atomic():
        get_user_model().objects.filter(pk=account.pk).delete()

    assert Task.objects.filter(owner=account).exists()
    assert Task.objects.count() == before


# ------------------------------------------------ and: errors of a node keep its local variables


def test_error_inside_a_step_is_raised_and_leaves_no_personal_data(monkeypatch):
    parties, round_ = offered()

    def stumble(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(BargainingProcess, "is_in_talks", property(stumble))
    with pytest.raises(ZeroDivisionError):
        door.perform(
            "bargaining.respond",
            actor=parties.officer,
            on=OFFERED_ON,
            to=round_,
            data={"answer": "agree"},
        )

    assert not Task.objects.filter(status=STATUS.ERROR).exists()
    assert [task.data for task in Task.objects.all()] == [{}] * Task.objects.count()
    assert Round.objects.get().stage == "offer"
