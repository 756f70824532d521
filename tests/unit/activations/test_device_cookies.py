"""The cookie of a fan: signed, a pseudonym at each brand, and no longer than its day."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from activations.device_cookies import (
    MOST_DAYS,
    NAME,
    cookie_called,
    cookie_of,
    first_cookie,
    last_day,
    read_cookie,
)

OLD, NEW = "an older key of the tests: 32 and more", "a newer key of the tests: 32 and more"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_a_cookie_is_read_as_it_was_made() -> None:
    cookie = first_cookie(uuid4(), NOW.date())
    assert read_cookie(cookie.value) == cookie
    assert cookie_of({"cookies": ["a=b", f"{NAME}={cookie.value}"]}) == cookie


def test_the_same_ticket_is_the_same_first_device_and_another_is_another() -> None:
    ticket, brand = uuid4(), uuid4()
    assert first_cookie(ticket, NOW.date()).device_at(brand) == first_cookie(ticket).device_at(brand)
    assert first_cookie(uuid4()).device_at(brand) != first_cookie(ticket).device_at(brand)


def test_one_cookie_is_another_device_at_each_brand_and_shows_no_part_of_it() -> None:
    cookie = first_cookie(uuid4())
    one, other = cookie.device_at(uuid4()), cookie.device_at(uuid4())
    assert one != other
    assert one.bytes != cookie.bits != other.bytes


def test_a_day_that_was_made_later_is_none_of_ours() -> None:
    key, day, bits, mac = first_cookie(uuid4(), NOW.date()).value.split(".")
    assert read_cookie(".".join((key, f"{int(day) + 1}", bits, mac))) is None


@pytest.mark.parametrize("part", range(4))
def test_a_cookie_with_one_part_of_another_is_none_of_ours(part: int) -> None:
    mine = first_cookie(uuid4(), NOW.date()).value.split(".")
    other = first_cookie(uuid4(), NOW.date() + timedelta(1)).value.split(".")
    mine[part] = other[part] if part else "00000000"
    assert read_cookie(".".join(mine)) is None


@pytest.mark.parametrize(
    "value", ["", ".", "...", "a.b.c.d", "é" * 60, "x" * 100_000, "\ud800", "00000000.1.A.A"]
)
def test_what_is_no_cookie_is_none(value: str) -> None:
    assert read_cookie(value) is None
    assert cookie_of({"cookies": [f"{NAME}={value}"]}) is None


def test_no_cookie_is_none() -> None:
    assert cookie_of({}) is None
    assert cookie_of({"cookies": None}) is None
    assert cookie_called(NAME, {"cookies": ["no sign", "=", f"x{NAME}=1"]}) == ""


def test_the_device_outlives_a_new_key_but_not_the_end_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVATIONS_KEY", OLD)
    cookie, brand = first_cookie(uuid4()), uuid4()
    monkeypatch.setenv("ACTIVATIONS_KEY", f"{NEW},{OLD}")
    read = read_cookie(cookie.value)
    assert read is not None
    assert read.until(NOW.date()).device_at(brand) == cookie.device_at(brand)
    monkeypatch.setenv("ACTIVATIONS_KEY", NEW)
    assert read_cookie(cookie.value) is None


def test_a_cookie_stays_until_its_day_is_over_and_only_for_us() -> None:
    header = first_cookie(uuid4(), NOW.date()).header(NOW)
    name, *attributes = header.split("; ")
    assert name.startswith("__Host-device=")
    assert set(attributes) == {"Max-Age=43200", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"}


def test_another_activation_makes_a_cookie_longer_and_never_shorter() -> None:
    cookie = first_cookie(uuid4(), NOW.date())
    longer = cookie.until(NOW.date() + timedelta(3))
    assert (longer.ends_on, longer.bits) == (NOW.date() + timedelta(3), cookie.bits)
    assert longer.until(NOW.date()) == longer


@pytest.mark.parametrize(
    ("ends_in_days", "kept_days"), [(0, 14), (10, 24), (46, 60), (47, 60), (400, 60), (-1, 13), (-30, 0)]
)
def test_a_cookie_is_needed_for_two_weeks_more_and_sixty_days_at_most(
    ends_in_days: int, kept_days: int
) -> None:
    assert MOST_DAYS == 60
    assert last_day(NOW + timedelta(ends_in_days), NOW) == date(2026, 12, 1) + timedelta(kept_days)
