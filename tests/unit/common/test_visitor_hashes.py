"""Hashes of visitors and of places: the same within a brand and a day, and nothing in common beyond."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError
from moto import mock_aws

from common import hash_keys as keys
from common.visitor_hashes import place_hash, visitor_hash

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

TODAY = date(2026, 11, 30)
BRAND, OTHER = UUID(int=1), UUID(int=2)
AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
ADDRESS = "203.0.113.9"
STADIUM = (52.51467, 13.23949)


class Clock:
    """Seconds of a clock that nobody sets back, which a test moves."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(keys, "time", clock)
    return clock


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator["SecretsManagerClient"]:
    """Secrets Manager with the keys of today and two days ahead, which this process has not read yet."""
    for name, value in (
        ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "none"), ("AWS_SECRET_ACCESS_KEY", "none"),
        ("TRACKING_HASH_KEYS_SECRET", "hash-keys"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    with mock_aws():
        client = boto3.client("secretsmanager", region_name="us-east-1")
        client.create_secret(Name="hash-keys")
        keys.forget()
        keys.rotate(TODAY)
        yield client
    keys.forget()


@pytest.mark.usefixtures("manager")
def test_a_visitor_is_the_same_within_a_brand_and_a_day_only() -> None:
    hashes = [
        visitor_hash(BRAND, ADDRESS, AGENT, TODAY),
        visitor_hash(OTHER, ADDRESS, AGENT, TODAY),
        visitor_hash(BRAND, ADDRESS, AGENT, TODAY + timedelta(days=1)),
        visitor_hash(BRAND, "203.0.113.10", AGENT, TODAY),
        visitor_hash(BRAND, ADDRESS, "another", TODAY),
        place_hash(BRAND, *STADIUM, TODAY),
        place_hash(OTHER, *STADIUM, TODAY),
        place_hash(BRAND, *STADIUM, TODAY + timedelta(days=1)),
        place_hash(BRAND, STADIUM[0], STADIUM[1] + 1e-12, TODAY),
        place_hash(BRAND, STADIUM[1], STADIUM[0], TODAY),
    ]
    assert None not in hashes
    assert len(set(hashes)) == len(hashes)
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) == hashes[0]
    assert place_hash(BRAND, *STADIUM, TODAY) == hashes[5]


@pytest.mark.usefixtures("manager")
def test_no_hash_of_a_brand_is_that_of_a_link_or_can_be_made_with_a_brand_in_the_agent() -> None:
    from tracking_redirect.visits.hashes import visitor_hash as of_a_link

    assert of_a_link(ADDRESS, AGENT, TODAY) not in {
        visitor_hash(BRAND, ADDRESS, AGENT, TODAY), visitor_hash(UUID(int=0), ADDRESS, AGENT, TODAY), None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "same_as"),
    [
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
    ],
)
@pytest.mark.usefixtures("manager")
def test_addresses_of_one_household_hash_alike(address: str, same_as: str) -> None:
    assert (
        visitor_hash(BRAND, address, AGENT, TODAY) == visitor_hash(BRAND, same_as, AGENT, TODAY) is not None
    )


@pytest.mark.usefixtures("manager")
def test_a_place_on_the_equator_has_one_hash() -> None:
    assert place_hash(BRAND, 0.0, -0.0, TODAY) == place_hash(BRAND, -0.0, 0.0, TODAY) is not None


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize("agent", ["", "\ud800", "ü" * 10_000, "a\0b"])
def test_any_agent_that_a_browser_may_send_is_hashed(agent: str) -> None:
    assert visitor_hash(BRAND, ADDRESS, agent, TODAY) is not None


@pytest.mark.usefixtures("manager")
def test_what_is_no_address_or_no_place_has_no_hash() -> None:
    assert [visitor_hash(BRAND, one, AGENT, TODAY) for one in ("", "unknown", "203.0.113.9:443")] == [
        None
    ] * 3
    for lat, lng in ((float("nan"), 0.0), (0.0, float("inf"))):
        assert place_hash(BRAND, lat, lng, TODAY) is None


@pytest.mark.usefixtures("manager")
def test_a_day_without_a_key_has_no_hash() -> None:
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY - timedelta(days=2)) is None
    assert place_hash(BRAND, *STADIUM, TODAY + timedelta(days=3)) is None


def test_keys_that_cannot_be_read_cost_the_hash_alone_and_are_asked_for_once_a_minute(
    manager: "SecretsManagerClient", monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    asked = 0

    class Unreachable:
        exceptions = manager.exceptions

        def get_secret_value(self, **_: Any) -> Any:
            nonlocal asked
            asked += 1
            raise ConnectTimeoutError(endpoint_url="https://secretsmanager")

    with monkeypatch.context() as patch:
        patch.setattr(keys, "_client", lambda **_: Unreachable())
        assert [visitor_hash(BRAND, ADDRESS, AGENT, TODAY) for _ in range(5)] == [None] * 5
        assert asked == 1
        clock.now += keys.SECONDS_BETWEEN_ATTEMPTS
        assert place_hash(BRAND, *STADIUM, TODAY) is None
        assert asked == 2
    clock.now += keys.SECONDS_BETWEEN_ATTEMPTS
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) is not None


@pytest.mark.usefixtures("manager")
def test_what_was_read_before_goes_on_while_the_secret_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    before = visitor_hash(BRAND, ADDRESS, AGENT, TODAY)
    monkeypatch.setenv("TRACKING_HASH_KEYS_SECRET", "nowhere")
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY + timedelta(days=9)) is None
    clock.now += keys.SECONDS_BETWEEN_ATTEMPTS
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) == before is not None


@pytest.mark.usefixtures("clock")
def test_a_function_without_the_secret_hashes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKING_HASH_KEYS_SECRET", raising=False)
    keys.forget()
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) is None


@pytest.mark.parametrize(
    "text", ["", "[]", '{"2026-11-30": "no hex"}', '{"today": "00"}', "not JSON", '{"2026-11-30": 1}']
)
def test_a_secret_that_holds_no_keys_costs_the_hash_alone(manager: "SecretsManagerClient", text: str) -> None:
    manager.put_secret_value(SecretId="hash-keys", SecretString=text or " ")
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) is None


def test_a_placeholder_beside_the_keys_is_no_key(manager: "SecretsManagerClient") -> None:
    manager.put_secret_value(SecretId="hash-keys", SecretString='{"UNUSED": "drawn by the deployment"}')
    assert keys.rotate(TODAY) == 3
    assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) is not None


def test_a_secrets_manager_that_does_not_answer_holds_a_visitor_up_for_a_second_or_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A socket that takes connections and says nothing, which is the worst that a network does."""
    import socket

    silent = socket.create_server(("127.0.0.1", 0))
    for name, value in (
        ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_ACCESS_KEY_ID", "none"), ("AWS_SECRET_ACCESS_KEY", "none"),
        ("TRACKING_HASH_KEYS_SECRET", "hash-keys"),
        ("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    keys.forget()
    with silent:
        begin = time.monotonic()
        assert visitor_hash(BRAND, ADDRESS, AGENT, TODAY) is None
        assert time.monotonic() - begin < 3 * keys.SECONDS_TO_ANSWER
    keys.forget()
