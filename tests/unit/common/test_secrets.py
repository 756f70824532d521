"""A secret is at most five minutes old, and an outage of Secrets Manager stops nobody who has read it before."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from common import secrets
from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.stripe import StripePaymentAdapter

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class Clock:
    """Unix seconds that a test moves."""

    now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(secrets, "time", clock)
    return clock


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator["SecretsManagerClient"]:
    """Secrets Manager with the keys of integrations, which this process has not read yet."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)
    with mock_aws():
        client = boto3.client("secretsmanager", region_name="us-east-1")
        made = client.create_secret(Name="integrations", SecretString='{"STRIPE_SECRET_KEY": "sk_test_old"}')
        monkeypatch.setenv("INTEGRATIONS_SECRET_ARN", made["ARN"])
        secrets.forget()
        yield client
    secrets.forget()


def _roll(manager: "SecretsManagerClient", key: str) -> None:
    manager.put_secret_value(SecretId="integrations", SecretString=json.dumps({"STRIPE_SECRET_KEY": key}))


def test_a_rolled_key_is_used_after_five_minutes_without_a_restart(
    manager: "SecretsManagerClient", clock: Clock
) -> None:
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    _roll(manager, "sk_test_new")
    clock.now += 299
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    clock.now += 1
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_new"


def test_the_adapter_of_a_warm_process_takes_the_rolled_key(
    manager: "SecretsManagerClient", clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "local")
    keys = []
    for key in ("sk_test_old", "sk_test_new"):
        _roll(manager, key)
        clock.now += 300
        adapter = payment_adapter()
        assert isinstance(adapter, StripePaymentAdapter)
        keys.append(adapter._client._requestor.api_key)
    assert keys == ["sk_test_old", "sk_test_new"]


def test_a_key_that_was_added_works_soon_and_one_that_was_taken_away_no_longer(
    manager: "SecretsManagerClient", clock: Clock
) -> None:
    assert secrets.integration_secret("RESEND_API_KEY") is None
    manager.put_secret_value(SecretId="integrations", SecretString='{"RESEND_API_KEY": "re_1"}')
    clock.now += 300
    assert secrets.integration_secret("RESEND_API_KEY") == "re_1"
    assert secrets.integration_secret("STRIPE_SECRET_KEY") is None


def test_a_secret_is_asked_for_once_in_its_time(
    manager: "SecretsManagerClient", clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = secrets._read

    def noted(arn: str) -> dict[str, object]:
        asked.append(arn)
        return read(arn)

    monkeypatch.setattr(secrets, "_read", noted)
    for _ in range(10):
        secrets.integration_secret("STRIPE_SECRET_KEY")
        clock.now += 60
    assert len(asked) == 2


@pytest.mark.parametrize("broken", ["away", "no JSON"])
def test_what_was_read_goes_on_while_it_cannot_be_read_again(
    manager: "SecretsManagerClient", clock: Clock, broken: str
) -> None:
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    if broken == "away":
        manager.delete_secret(SecretId="integrations", RecoveryWindowInDays=7)
    else:
        manager.put_secret_value(SecretId="integrations", SecretString="sk_test_new")
    clock.now += 400
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    if broken == "away":
        manager.restore_secret(SecretId="integrations")
    _roll(manager, "sk_test_new")
    clock.now += 29
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    clock.now += 1
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_new"


def test_who_never_read_it_is_told_that_it_is_away(manager: "SecretsManagerClient") -> None:
    manager.delete_secret(SecretId="integrations", RecoveryWindowInDays=7)
    with pytest.raises(ClientError):
        secrets.integration_secret("STRIPE_SECRET_KEY")


def test_after_a_refused_sign_in_it_is_read_at_once(manager: "SecretsManagerClient", clock: Clock) -> None:
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    _roll(manager, "sk_test_new")
    secrets.forget()
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_new"


def test_a_key_that_the_stage_drew_is_found_beside_those_of_integrations(
    manager: "SecretsManagerClient", monkeypatch: pytest.MonkeyPatch
) -> None:
    made = manager.create_secret(Name="drawn", SecretString='{"ACTIVATIONS_KEY": "of the stage"}')
    monkeypatch.delenv("ACTIVATIONS_KEY", raising=False)
    assert secrets.integration_secret("ACTIVATIONS_KEY") is None, "whoever is not given it has none"
    monkeypatch.setenv("DRAWN_SECRETS_ARN", made["ARN"])
    assert secrets.integration_secret("ACTIVATIONS_KEY") == "of the stage"
    assert secrets.integration_secret("STRIPE_SECRET_KEY") == "sk_test_old"
    assert secrets.integration_secret("RESEND_API_KEY") is None
    monkeypatch.delenv("INTEGRATIONS_SECRET_ARN")
    assert secrets.integration_secret("ACTIVATIONS_KEY") == "of the stage"
