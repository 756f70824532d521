"""The scan door: a press of the button counts once, with and without script and cookies, where and for whom it may."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from activations import keys, tickets
from activations.device_cookies import NAME
from activations.scan_requests.known_codes import codes
from tests.conftest import Database
from tests.integration.activations.scanning import (
    CODE,
    INSIDE,
    NOTHING,
    NOW,
    OUTSIDE,
    Browser,
    counts,
    device_of,
    followed,
    make,
    rows,
    scans,
)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    codes.forget()


def test_the_button_counts_without_a_script_and_a_reload_does_not_again(database: Database) -> None:
    brand, browser = make(database), Browser()
    said = browser.press(CODE, browser.get(f"/q/{CODE}").ticket)
    assert said.headers["location"].startswith(f"/q/{CODE}/result?"), "a relative address"
    for _ in range(3):
        page = followed(browser, said)
        assert (page.status, page.cookies) == (200, [])
        assert "Thank you. Your scan was counted." in page.body
        assert f'href="/q/{CODE}/next"' in page.body
    [scan] = scans(database)
    assert (scan["verdict"], scan["source"], scan["device_id"]) == (
        "accepted",
        "online",
        device_of(browser, brand),
    )


def test_a_script_is_told_the_verdict_and_where_to_go(database: Database) -> None:
    make(database)
    browser = Browser()
    said = browser.send(browser.get(f"/q/{CODE}").ticket)
    [scan] = scans(database)
    assert said.status == 200
    assert said.json == {
        "scan_id": str(scan["id"]), "verdict": "accepted", "reasons": [], "next": "landing", "retry_after": None,
    }  # fmt: skip


def test_the_cookie_is_for_us_alone_and_no_longer_than_the_offer_needs(database: Database) -> None:
    make(database, ends_at=NOW + timedelta(days=5))
    browser = Browser()
    [cookie] = browser.send(browser.get(f"/q/{CODE}").ticket).cookies
    name, *attributes = cookie.split("; ")
    assert name.startswith(f"{NAME}=")
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} < set(attributes)
    [age] = [int(one.removeprefix("Max-Age=")) for one in attributes if one.startswith("Max-Age=")]
    assert timedelta(days=18) < timedelta(seconds=age) < timedelta(days=20)
    with database.connect() as db:
        [device] = rows(db, "devices")
    assert device["cookie_ends_on"] == (NOW + timedelta(days=19)).date()


def test_a_browser_without_cookies_counts_too_and_its_repeats_are_one(database: Database) -> None:
    make(database)
    browser = Browser(keeps_cookies=False)
    ticket = browser.get(f"/q/{CODE}").ticket
    first = browser.send(ticket)
    assert first.json["verdict"] == "accepted"
    assert browser.send(ticket).json == first.json
    assert "Your scan was counted" in followed(browser, browser.press(CODE, ticket)).body
    assert counts(database) | {"scan_limits": 1} == NOTHING | {
        "scans": 1,
        "devices": 1,
        "scan_keys": 1,
        "scan_limits": 1,
    }


def test_an_answer_that_was_lost_is_the_same_device_when_it_comes_again(database: Database) -> None:
    brand = make(database)
    lost = Browser(keeps_cookies=False)
    ticket = lost.get(f"/q/{CODE}").ticket
    first, again = lost.send(ticket), Browser()
    assert again.send(ticket).json == first.json
    [scan] = scans(database)
    assert device_of(again, brand) == scan["device_id"]
    assert again.send(ticket).json == first.json, "now with the cookie"


def test_a_new_key_meanwhile_makes_no_other_device_of_who_repeats(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(database)
    lost = Browser(keeps_cookies=False)
    ticket = lost.get(f"/q/{CODE}").ticket
    first = lost.send(ticket)
    monkeypatch.setenv(keys.SETTING, f"{'n' * 40},{os.environ[keys.SETTING]}")
    assert Browser().send(ticket).json == first.json


def test_an_old_ticket_gives_nobody_the_device_of_who_was_shown_it(database: Database) -> None:
    make(database)
    mine, thief = Browser(), Browser()
    ticket = mine.get(f"/q/{CODE}").ticket
    mine.send(ticket)
    read = tickets.read(ticket)
    assert read is not None
    old = tickets.sign(replace(read, issued_at=read.issued_at - 700))
    assert thief.send(old).cookies == []
    assert thief.press(CODE, old).cookies == []
    assert mine.send(old).cookies != [], "who has it keeps it"


def test_a_ticket_that_another_device_sends_is_no_scan_of_theirs(database: Database) -> None:
    make(database)
    mine, theirs = Browser(), Browser()
    ticket = mine.get(f"/q/{CODE}").ticket
    mine.send(ticket)
    theirs.send(theirs.get(f"/q/{CODE}").ticket)
    said = theirs.send(ticket)
    assert (said.json["verdict"], said.json["reasons"]) == ("refused", ["try_again"])
    assert said.json["next"] is None


def test_one_browser_is_another_device_at_another_brand(database: Database) -> None:
    one, other = make(database), make(database, "xyz9876")
    browser = Browser()
    for code in (CODE, "xyz9876"):
        browser.send(browser.get(f"/q/{code}").ticket)
    devices = {scan["brand_id"]: scan["device_id"] for scan in scans(database)}
    assert devices == {one: device_of(browser, one), other: device_of(browser, other)}
    assert devices[one] != devices[other]


def test_a_shorter_offer_does_not_shorten_the_cookie(database: Database) -> None:
    make(database, ends_at=NOW + timedelta(days=30))
    make(database, "xyz9876", ends_at=NOW + timedelta(hours=5))
    browser = Browser()
    [first] = browser.send(browser.get(f"/q/{CODE}").ticket).cookies
    [second] = browser.send(browser.get("/q/xyz9876").ticket).cookies
    assert first.partition(";")[0] == second.partition(";")[0]


def test_a_cookie_that_we_did_not_sign_is_none(database: Database) -> None:
    make(database)
    browser = Browser(cookie=f"{NAME}=00000000.20000.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA")
    said = browser.send(browser.get(f"/q/{CODE}").ticket)
    assert said.json["verdict"] == "accepted"
    assert "00000000.20000" not in said.cookies[0]


@pytest.mark.parametrize(
    ("fence", "position", "verdict", "reasons"),
    [
        ("off", None, "accepted", []),
        ("off", OUTSIDE, "accepted", []),
        ("refuse", INSIDE, "accepted", []),
        ("refuse", OUTSIDE, "refused", ["too_far"]),
        ("refuse", None, "refused", ["place_needed"]),
        ("refuse", INSIDE | {"accuracy": 5_000}, "refused", ["place_needed"]),
        ("refuse", {"lat": 52.51628, "lng": 13.3777}, "refused", ["place_needed"]),
        ("flag", OUTSIDE, "flagged", []),
        ("flag", None, "flagged", []),
        ("flag", INSIDE, "accepted", []),
    ],
)
def test_the_place_decides_where_the_brand_wants_it(
    database: Database, fence: str, position: object, verdict: str, reasons: list[str]
) -> None:
    make(database, fence=fence)
    browser = Browser()
    said = browser.send(browser.get(f"/q/{CODE}").ticket, position=position)
    assert (said.status, said.json["verdict"], said.json["reasons"]) == (200, verdict, reasons)


def test_without_a_script_a_place_that_is_needed_is_explained(database: Database) -> None:
    make(database, fence="refuse")
    browser = Browser()
    page = followed(browser, browser.press(CODE, browser.get(f"/q/{CODE}").ticket))
    assert "precise location" in page.body
    assert f'href="/q/{CODE}?lang=en"' in page.body


def test_only_where_there_is_a_fence_the_page_asks_for_a_place(database: Database) -> None:
    make(database)
    make(database, "xyz9876", fence="flag")
    assert '"place":false' in Browser().get(f"/q/{CODE}").body
    page = Browser().get("/q/xyz9876")
    assert '"place":true' in page.body
    assert "geolocation=(self)" in page.headers["permissions-policy"]


@pytest.mark.parametrize(("years", "young"), [(17, True), (18, False), (70, False)])
def test_who_is_too_young_leaves_nothing_behind(database: Database, years: int, young: bool) -> None:
    make(database, min_age=18)
    script, form = Browser(), Browser()
    year = NOW.year - years
    said = script.send(script.get(f"/q/{CODE}").ticket, birth_year=year)
    page = form.press(CODE, form.get(f"/q/{CODE}").ticket, birth_year=str(year))
    if young:
        assert said.json == {
            "scan_id": None, "verdict": "refused", "reasons": ["too_young"], "next": None, "retry_after": None,
        }  # fmt: skip
        assert "Nothing was kept" in followed(form, page).body
        assert (said.cookies, page.cookies, counts(database)) == ([], [], NOTHING)
    else:
        assert said.json["verdict"] == "accepted"
        assert len(scans(database)) == 2


@pytest.mark.parametrize("year", ["", "18", "1899", "abcd", "19 90", "9999", "²²²²"])
def test_a_year_that_is_none_is_asked_for_again_with_the_same_ticket(database: Database, year: str) -> None:
    make(database, min_age=18)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    page = browser.press(CODE, ticket, birth_year=year)
    assert (page.status, page.ticket, page.cookies) == (422, ticket, [])
    assert "Enter the year with four digits." in page.body
    assert counts(database) == NOTHING


@pytest.mark.parametrize("year", [None, "1990", 1899, NOW.year + 1, True, 1990.5, 10**400])
def test_a_script_has_to_say_a_year_where_an_age_is_needed(database: Database, year: object) -> None:
    make(database, min_age=18)
    browser = Browser()
    said = browser.send(browser.get(f"/q/{CODE}").ticket, birth_year=year)
    assert (said.status, said.json["code"]) == (422, "BIRTH_YEAR_NEEDED")
    assert counts(database) == NOTHING
