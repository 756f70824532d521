"""`RateLimit-Policy` and `RateLimit`, read by a parser of structured fields that we did not write."""

import pytest
from http_sfv.list import List

from common.errors.limits import RequestsLimited
from common.rate_headers import rate_headers

GENERAL = {"class": None, "rate": 1_000, "burst": 100, "step": 3.6, "ahead": 43.2}


def read(field: str) -> list[tuple[str, dict[str, int]]]:
    """Each member's name and parameters. Raises for what is no list of structured fields."""
    found = List()
    found.parse(field.encode())
    return [(member.value, dict(member.params)) for member in found]


def test_the_general_limit_is_a_burst_and_a_pace_by_the_hour() -> None:
    headers = rate_headers([GENERAL])
    assert headers == {
        "RateLimit-Policy": '"burst";q=100;w=360, "hour";q=1000;w=3600', "RateLimit": '"burst";r=88;t=4',
    }  # fmt: skip
    assert read(headers["RateLimit-Policy"]) == [
        ("burst", {"q": 100, "w": 360}),
        ("hour", {"q": 1_000, "w": 3_600}),
    ]
    assert read(headers["RateLimit"]) == [("burst", {"r": 88, "t": 4})]


def test_a_class_has_a_policy_by_its_name_and_shows_its_tightest_bucket() -> None:
    account, address = ({"class": "sign_in", "rate": rate, "burst": burst, "step": 3_600 / rate, "ahead": ahead}
                        for rate, burst, ahead in ((20, 30, 181.0), (300, 100, 1_188.0)))  # fmt: skip
    headers = rate_headers([account, address, GENERAL])
    assert read(headers["RateLimit"]) == [("sign_in", {"r": 1, "t": 12}), ("burst", {"r": 88, "t": 4})]
    assert read(headers["RateLimit-Policy"])[0] == ("sign_in", {"q": 100, "w": 1_200})


@pytest.mark.parametrize(
    ("ahead", "left", "seconds"),
    [
        (0.0, 100, 4),
        (3.6, 99, 4),
        (3.601, 98, 1),
        (7.199999, 98, 4),
        (356.4, 1, 4),
        (356.5, 0, 1),
        (360, 0, 4),
        (400, 0, 44),
    ],
)
def test_what_is_left_and_when_there_is_one_more(ahead: float, left: int, seconds: int) -> None:
    headers = rate_headers([{**GENERAL, "ahead": ahead}])
    assert read(headers["RateLimit"]) == [("burst", {"r": left, "t": seconds})]


@pytest.mark.parametrize(("named", "name"), [({}, "burst"), ({"class": "sign_in"}, "sign_in")])
def test_a_refusal_names_the_limit_that_ran_out_as_the_header_does(named: dict[str, str], name: str) -> None:
    states = [{**GENERAL, **named, "ahead": 360.0}]
    refusal = RequestsLimited(
        details=[{**named, "limit": 1_000, "retry_after_seconds": 4, "allowances": states}]
    )
    for one in (refusal, refusal.again(2)):
        assert one.details[0]["limit_name"] == name
        assert [policy for policy, _ in read(rate_headers(one.allowances)["RateLimit"])] == [name]


def test_where_nothing_was_taken_there_is_no_header() -> None:
    assert rate_headers([]) == {}


def test_a_refusal_that_is_repeated_says_what_is_left_of_its_time() -> None:
    refusal = RequestsLimited(details=[
        {"limit": 1_000, "tier": "authenticated", "retry_after_seconds": 72, "allowances": [{**GENERAL, "ahead": 360}]},
    ])  # fmt: skip
    again = refusal.again(70)
    assert again.details == [
        {"limit_name": "burst", "limit": 1_000, "tier": "authenticated", "retry_after_seconds": 70}
    ]
    assert again.retry_after == {"Retry-After": "70"}
    assert rate_headers(again.allowances)["RateLimit"] == '"burst";r=0;t=2'
