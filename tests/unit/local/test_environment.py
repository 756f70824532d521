"""A Lambda process gets what the map lists for it, and nothing of its neighbours."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from infra.topology.types import LOGIN_ROLES, Function, SignIn
from local.environment import (
    ROOT,
    Stage,
    function_environment,
    read_settings,
    stage_values,
    visibility_seconds,
)
from local.failures import LocalFailure
from local.postgres import Cluster

FUNCTION = Function(
    name="pay", capability="payments", entry="api", environment=("SITE_URL",), secrets=("STRIPE_SECRET_KEY",),
    sends_to=("outbox-wake-up",),
)  # fmt: skip
VALUES = {
    "STAGE": "local",
    "SITE_URL": "http://s",
    "STRIPE_SECRET_KEY": "sk_test_1",
    "RESEND_API_KEY": "re_1",
}


def environment_of(function: Function, tmp_path: Path) -> dict[str, str]:
    stage = Stage(cluster=Cluster(tmp_path), values=VALUES, queue_urls={"outbox-wake-up": "http://q"})
    return function_environment(function, TOPOLOGY, stage)


def test_only_listed_secrets_are_passed(tmp_path: Path) -> None:
    environment = environment_of(FUNCTION, tmp_path)
    assert environment["STRIPE_SECRET_KEY"] == "sk_test_1"
    assert "RESEND_API_KEY" not in environment
    assert environment["QUEUE_URL_OUTBOX_WAKE_UP"] == "http://q"
    assert environment["_HANDLER"] == "payments.api.lambda_handler"


def test_the_database_login_follows_the_map(tmp_path: Path) -> None:
    users = {
        login: environment_of(replace(FUNCTION, database_login=login), tmp_path)
        .get("DATABASE_URL", "")
        .partition("@")[0]
        for login in (*LOGIN_ROLES, None)
    }
    assert users == {
        "api": "postgresql://api_login",
        "hooks": "postgresql://hooks_login",
        "jobs": "postgresql://jobs_login",
        "redirect": "postgresql://redirect_login",
        "scan": "postgresql://scan_login",
        "owner": "postgresql://app_owner",
        None: "",
    }


def test_the_process_overrides_the_file_and_nothing_overrides_the_stage(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "SITE_URL=https://file\nSTAGE=prod\nRESEND_API_KEY=re_file\nSTRIPE_SECRET_KEY=\n"
    )
    settings = read_settings(tmp_path / ".env", {"SITE_URL": "https://process"})
    values = stage_values(
        settings=settings, base_url="http://127.0.0.1:1", issuer="i", client_id="c", identity_key="k",
        sign_in=SignIn(shortest_password=20, refresh_token_days=3),
    )  # fmt: skip
    assert (values["SHORTEST_PASSWORD"], values["REFRESH_TOKEN_DAYS"]) == ("20", "3")
    assert values["SITE_URL"] == "https://process"
    assert values["RESEND_API_KEY"] == "re_file"
    assert values["STAGE"] == "local"
    assert "STRIPE_SECRET_KEY" not in values


def test_the_example_file_names_every_secret_and_setting_of_the_map() -> None:
    named = {
        line.partition("=")[0].lstrip("# ")
        for line in (ROOT / ".env.example").read_text().splitlines()
        if "=" in line
    }
    made_here = {
        "LOCAL_IDENTITY_PRIVATE_KEY", "SHORTEST_PASSWORD", "REFRESH_TOKEN_DAYS", "LOCAL_OUTBOX_DIR",
        "LOCAL_ONBOARDING_URL",
    }  # fmt: skip
    wanted = {secret for function in TOPOLOGY.functions for secret in function.secrets} - made_here
    assert wanted <= named


@pytest.mark.parametrize(
    ("given", "seconds"), [({}, None), ({"LOCAL_VISIBILITY_SECONDS": ""}, None),
                           ({"LOCAL_VISIBILITY_SECONDS": "1"}, 1), ({"LOCAL_VISIBILITY_SECONDS": "43200"}, 43_200)],
)  # fmt: skip
def test_the_pause_before_a_retry_may_be_shorter_on_a_laptop(
    given: dict[str, str], seconds: int | None
) -> None:
    assert visibility_seconds(given) == seconds


@pytest.mark.parametrize("given", ["0", "43201", "-1", "1.5", "six", "\u0661"])
def test_a_pause_that_sqs_does_not_take_is_refused(given: str) -> None:
    with pytest.raises(LocalFailure, match="LOCAL_VISIBILITY_SECONDS"):
        visibility_seconds({"LOCAL_VISIBILITY_SECONDS": given})
