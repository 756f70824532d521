"""Numbers that must fit together before anything is deployed."""

from dataclasses import replace

import pytest

from infra.capacity import (
    ConnectionsDoNotFit,
    MessagesComeBackTooSoon,
    PollersAreThrottled,
    check_connections,
    check_queues,
    connections_wanted,
)
from infra.cron import scheduler_expression
from infra.stages import PROD, STAGES, Stage, stages_called
from infra.topology import TOPOLOGY
from infra.topology.types import Capability, Queue


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: str(stage.name))
def test_all_functions_at_once_fit_into_the_database(stage: Stage) -> None:
    check_connections(TOPOLOGY, stage)
    assert connections_wanted(TOPOLOGY) > 0


def test_one_connection_too_many_is_refused() -> None:
    tight = replace(PROD, max_connections=connections_wanted(TOPOLOGY) + 30)
    check_connections(TOPOLOGY, tight)
    with pytest.raises(ConnectionsDoNotFit, match="prod"):
        check_connections(TOPOLOGY, replace(tight, max_connections=tight.max_connections - 1))


def test_more_sessions_than_memory_are_refused() -> None:
    with pytest.raises(ConnectionsDoNotFit, match="MiB"):
        check_connections(TOPOLOGY, replace(PROD, maximum_capacity=2))


def test_a_function_with_database_but_without_bound_is_refused() -> None:
    unbounded = replace(TOPOLOGY.functions[0], reserved_concurrency=None)
    page = Capability(name=unbounded.capability, functions=(unbounded,))
    with pytest.raises(ConnectionsDoNotFit, match="reserved concurrency"):
        connections_wanted(replace(TOPOLOGY, capabilities=(page,)))


@pytest.mark.parametrize("queue", TOPOLOGY.queues, ids=lambda queue: str(queue.name))
def test_a_queue_that_shows_a_message_while_it_is_worked_on_is_refused(queue: Queue) -> None:
    check_queues(TOPOLOGY)
    (page,) = [page for page in TOPOLOGY.capabilities if queue in page.queues]
    others = tuple(one for one in page.queues if one is not queue)
    (timeout,) = {
        function.timeout_seconds
        for function in page.functions
        for source in function.queues
        if source.queue == queue.name
    }
    hasty = replace(page, queues=(*others, replace(queue, visibility_timeout_seconds=6 * timeout - 1)))
    with pytest.raises(MessagesComeBackTooSoon, match=queue.name):
        check_queues(replace(TOPOLOGY, capabilities=(hasty,)))


def test_a_function_that_a_queue_wakes_runs_as_often_at_once_as_lambda_polls() -> None:
    (page,) = [page for page in TOPOLOGY.capabilities if page.name == "notifications"]
    tight = tuple(replace(one, reserved_concurrency=1) if one.queues else one for one in page.functions)
    with pytest.raises(PollersAreThrottled, match="notifications-worker"):
        check_queues(replace(TOPOLOGY, capabilities=(replace(page, functions=tight),)))


def test_a_stage_outside_the_edge_region_is_refused() -> None:
    with pytest.raises(ValueError, match="stack of its own"):
        replace(PROD, region="eu-central-1")


def test_a_domain_needs_its_certificate() -> None:
    with pytest.raises(ValueError, match="certificate"):
        replace(PROD, domain_name="api.atomic-influence.example")


def test_an_unknown_stage_is_refused_by_name() -> None:
    assert [stage.name for stage in stages_called("prod")] == ["prod"]
    assert stages_called(None) == STAGES
    with pytest.raises(ValueError, match="'production'"):
        stages_called("production")


@pytest.mark.parametrize(
    ("cron", "expression"),
    [
        ("0 * * * *", "cron(0 * * * ? *)"),
        ("0 */4 * * *", "cron(0 */4 * * ? *)"),
        ("30 2 1 * *", "cron(30 2 1 * ? *)"),
        ("0 9 * * 1-5", "cron(0 9 ? * MON-FRI *)"),
        ("0 9 * * 0,7", "cron(0 9 ? * SUN,SUN *)"),
    ],
)
def test_five_field_cron_becomes_schedulers_six_fields(cron: str, expression: str) -> None:
    assert scheduler_expression(cron) == expression


@pytest.mark.parametrize("cron", ["* * * *", "0 0 1 * 1", "0 0 * * */2"])
def test_what_scheduler_cannot_say_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match=r"\d|step|fields"):
        scheduler_expression(cron)
