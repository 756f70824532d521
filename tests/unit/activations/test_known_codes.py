"""Codes from memory: for a minute, for moments where there is none, and as long as the database is away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from activations.scan_requests.known_codes import MOST_REMEMBERED, KnownCodes, state_at
from activations.scans import repository
from activations.scans.repository import Activation
from common.database_errors import DatabaseUnavailable
from common.errors import Unavailable

CODE = "abc1234"
NOW = datetime.now(UTC)
KNOWN = Activation(
    activation_id=uuid4(), code_id=uuid4(), brand_id=uuid4(), campaign_id=uuid4(), brand_name="Acme", name="Scan us",
    kind="qr", is_open=True, starts_at=NOW - timedelta(days=1), ends_at=NOW + timedelta(days=1), code_mode="static",
    rotate_seconds=30, grace_steps=1, secret_version=1, min_age=None, fence_mode="off", landing_url=None, locale="en",
    peak=False,
)  # fmt: skip


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that the database is asked for; it knows one, and is away for `gone…`."""
    asked: list[str] = []

    def find(code: str) -> Activation | None:
        asked.append(code)
        if code.startswith("gone"):
            raise DatabaseUnavailable
        return KNOWN if code == CODE else None

    monkeypatch.setattr(repository, "find_activation", find)
    return asked


class Clock:
    """Seconds that go on only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_code_is_remembered_for_a_minute(lookups: list[str]) -> None:
    clock = Clock()
    known = KnownCodes(clock)
    for _ in range(100):
        assert known.find(CODE) == KNOWN
    clock.now += 59.9
    known.find(CODE)
    assert lookups == [CODE]
    clock.now += 0.2
    known.find(CODE)
    assert lookups == [CODE, CODE]


def test_a_scan_needs_no_fresh_memory_because_the_database_judges_it(lookups: list[str]) -> None:
    clock = Clock()
    known = KnownCodes(clock)
    for wait in (0, 599, 2, 1):
        clock.now += wait
        assert known.recall(CODE) == KNOWN
    assert lookups == [CODE, CODE], "once, and once again ten minutes later"
    assert known.recall("unknown1") is None


def test_that_there_is_no_such_code_is_remembered_for_moments_only(lookups: list[str]) -> None:
    clock = Clock()
    known = KnownCodes(clock)
    for wait in (0, 9.9, 0.2):
        clock.now += wait
        assert known.find("unknown1") is None
    assert lookups == ["unknown1"] * 2


def test_after_a_failure_the_database_is_left_alone_for_moments(lookups: list[str]) -> None:
    clock = Clock()
    known = KnownCodes(clock)
    for wait in (0, 4.9, 0.2):
        clock.now += wait
        with pytest.raises(Unavailable):
            known.find("gone1234")
    assert lookups == ["gone1234"] * 2


def test_what_begins_is_looked_up_when_it_begins(lookups: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    soon = replace(KNOWN, is_open=False, starts_at=datetime.now(UTC) + timedelta(milliseconds=80))

    def find(code: str) -> Activation:
        lookups.append(code)
        return soon

    monkeypatch.setattr(repository, "find_activation", find)
    known = KnownCodes()
    known.find(CODE)
    known.find(CODE)
    assert len(lookups) == 1
    while datetime.now(UTC) < soon.starts_at:
        pass
    known.find(CODE)
    known.find(CODE)
    assert len(lookups) == 2


def test_memory_does_not_grow_with_what_people_guess(lookups: list[str]) -> None:
    known = KnownCodes(Clock())
    known.find(CODE)
    for number in range(MOST_REMEMBERED):
        known.find(f"{number:07}")
    assert len(known._remembered) == MOST_REMEMBERED
    assert CODE not in known._remembered, "the oldest one went"


@pytest.mark.parametrize(
    ("moment", "is_open", "state"),
    [
        (KNOWN.starts_at, True, "open"),
        (KNOWN.starts_at - timedelta(seconds=1), False, "not_yet"),
        (KNOWN.ends_at, True, "over"),
        (NOW, False, "not_open"),
    ],
)
def test_an_activation_is_open_within_its_times(moment: datetime, is_open: bool, state: str) -> None:
    assert state_at(replace(KNOWN, is_open=is_open), moment) == state
