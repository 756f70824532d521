"""Numbers that must fit together before anything is deployed."""

from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from infra import synth
from infra.capacity import (
    ConnectionsDoNotFit,
    MessagesComeBackTooSoon,
    PollersAreThrottled,
    check_connections,
    check_queues,
    concurrency_wanted,
    connections_wanted,
    reserved_concurrency,
)
from infra.cron import scheduler_expression
from infra.stages import DEV, PROD, STAGES, NotDeployable, Stage, stages_called
from infra.topology import TOPOLOGY
from infra.topology.types import Capability, Queue

CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/1"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: str(stage.name))
def test_all_functions_at_once_fit_into_the_database(stage: Stage) -> None:
    check_connections(TOPOLOGY, stage)
    assert connections_wanted(TOPOLOGY, stage) > 0


def test_one_connection_too_many_is_refused() -> None:
    tight = replace(PROD, max_connections=connections_wanted(TOPOLOGY, PROD) + 30)
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
        connections_wanted(replace(TOPOLOGY, capabilities=(page,)), PROD)


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
        replace(PROD, domain_names=("api.atomic-influence.example", "go.atomic-influence.example"))
    with pytest.raises(ValueError, match="certificate"):
        replace(PROD, certificate_arn=CERTIFICATE)


def test_every_name_that_the_world_asks_for_is_one_of_the_distributions() -> None:
    names = ("go.atomic-influence.example", "api.atomic-influence.example", "other.example")
    assert replace(PROD, domain_names=names, certificate_arn=CERTIFICATE).domain_names == names
    for missing in names[:2]:
        with pytest.raises(ValueError, match=missing):
            replace(
                PROD,
                domain_names=tuple(name for name in names if name != missing),
                certificate_arn=CERTIFICATE,
            )


@pytest.mark.parametrize("field", ["site_url", "short_link_base_url", "api_base_url"])
def test_prod_is_not_deployed_under_a_name_of_the_manuals(field: str) -> None:
    owned = replace(
        PROD, account="111122223333", site_url="https://a.com", short_link_base_url="https://go.a.com",
        api_base_url="https://api.a.com",
    )  # fmt: skip
    owned.check_deployable()
    changes: dict[str, Any] = {field: "https://x.example"}
    with pytest.raises(NotDeployable, match=r"x\.example"):
        replace(owned, **changes).check_deployable()


def test_a_stage_without_its_account_is_not_deployed() -> None:
    replace(DEV, account="111122223333").check_deployable()
    for stage in (DEV, replace(PROD, site_url="https://a.com")):
        with pytest.raises(NotDeployable, match="account"):
            stage.check_deployable()


def test_the_command_line_takes_one_stage_and_never_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CDK_OUTDIR", str(tmp_path))
    monkeypatch.setenv("CDK_CONTEXT_JSON", "{}")
    with pytest.raises(ValueError, match="-c stage=dev"):
        synth.synthesize()
    monkeypatch.setenv("CDK_CONTEXT_JSON", '{"stage": "dev"}')
    with pytest.raises(NotDeployable, match="dev has no account"):
        synth.synthesize()
    assert list(tmp_path.iterdir()) == []


def test_small_stages_leave_the_accounts_concurrency_to_others() -> None:
    whole, small = concurrency_wanted(TOPOLOGY, PROD), concurrency_wanted(TOPOLOGY, DEV)
    assert small < whole / 3
    assert whole == 1 + sum(one.reserved_concurrency or 0 for one in TOPOLOGY.functions)
    for function in TOPOLOGY.functions:
        of_map, of_dev = function.reserved_concurrency or 0, reserved_concurrency(function, DEV) or 0
        assert reserved_concurrency(function, PROD) == of_map
        assert of_dev == min(of_map, max(2 if function.queues else 1, ceil(of_map / 10)))
    unbounded = replace(TOPOLOGY.functions[0], reserved_concurrency=None)
    assert reserved_concurrency(unbounded, DEV) is None


@pytest.mark.parametrize("changes", [{"concurrency_share": 0}, {"concurrency_share": 1.1}, {"origin_secrets": ()},
                                     {"origin_secrets": (0,)}])  # fmt: skip
def test_settings_that_mean_nothing_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"share|secret"):
        replace(PROD, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"apple_app_ids": ("com.example.app",)},
        {"apple_app_ids": ("A1B2C3D4E5.com.example.app", "a1b2c3d4e5.com.example.app")},
        {"android_apps": ("com.example.app",)},
        {"android_apps": ("com.example.app:" + ":".join(["ab"] * 32),)},
        {"android_apps": ("com.example.app:" + ":".join(["AB"] * 31),)},
    ],
)
def test_an_app_that_no_telephone_would_know_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="names no app"):
        replace(DEV, **changes)


def test_apps_that_telephones_know_are_taken() -> None:
    app = "com.example.app:" + ":".join(["AB"] * 32)
    stage = replace(DEV, apple_app_ids=("A1B2C3D4E5.com.example.app",), android_apps=(app,))
    assert (stage.apple_app_ids, stage.android_apps) == (("A1B2C3D4E5.com.example.app",), (app,))


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
