"""What is seen at the scan door: pages of open and closed activations, results, the way on; a look stores nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from activations import proofs, tickets
from activations.scan_requests.known_codes import codes
from tests.conftest import Database
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import http_event
from tests.factories.people import brand_of, make_user
from tests.integration.activations.scanning import (
    CODE,
    NOTHING,
    NOW,
    Browser,
    answer_to,
    counts,
    make,
    rows,
)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    codes.forget()


def test_a_look_stores_nothing_and_sets_no_cookie(database: Database) -> None:
    make(database)
    for method in ("GET", "HEAD"):
        for headers in (
            {},
            {"sec-purpose": "prefetch"},
            {"user-agent": "WhatsApp/2"},
            {"accept": "application/json"},
        ):
            for place in ("", "/result", "/result?r=x", "/next"):
                said = Browser().get(f"/q/{CODE}{place}", method, **headers)
                assert said.cookies == []
                assert "set-cookie" not in {name.lower() for name in said.headers}
                assert said.headers["cache-control"] == "no-store"
                assert (said.body == "") >= (method == "HEAD")
    assert counts(database) == NOTHING


@pytest.mark.parametrize(
    ("columns", "status", "outcome"),
    [
        ({"starts_at": NOW + timedelta(hours=1)}, 200, "Not open yet"),
        ({"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(hours=1)}, 410, "This is over"),
        ({"status": "paused"}, 200, "Not open now"),
        ({"status": "completed"}, 200, "Not open now"),
    ],
)
def test_a_closed_activation_says_so_and_gives_no_ticket(
    database: Database, columns: dict[str, Any], status: int, outcome: str
) -> None:
    make(database, **columns)
    page = Browser().get(f"/q/{CODE}")
    assert page.status == status
    assert f"<h1>{outcome}</h1>" in page.body
    assert "<form" not in page.body
    said = Browser().get(f"/q/{CODE}", accept="application/json")
    assert (said.status, said.json["code"]) == (409, "ACTIVATION_NOT_OPEN")


def test_a_page_that_was_open_a_moment_ago_is_judged_by_what_is_now(database: Database) -> None:
    make(database)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    with database.connect() as db:
        db.execute("update activations set status = 'paused'")
    said = browser.send(ticket)
    assert (said.json["verdict"], said.json["reasons"], said.json["next"]) == ("refused", ["not_open"], None)


@pytest.mark.parametrize(
    "code", ["nobody0", "short", "a" * 13, "%2e%2e", "ünïcode1", "abc123\x00", "abc1234x/y", ""]
)
def test_a_code_that_there_is_not_is_a_page_and_for_programs_json(database: Database, code: str) -> None:
    make(database)
    page = Browser().get(f"/q/{code}")
    assert page.status == 404
    assert "This code leads nowhere" in page.body
    assert page.headers["content-type"].startswith("text/html")
    said = Browser().get(f"/q/{code}", accept="application/json")
    assert (said.status, said.json["code"]) == (404, "NOT_FOUND")
    assert said.json.keys() == {"error", "code", "details", "request_id"}


@pytest.mark.parametrize("behind", [".", ")", "/", "?utm=1", "…", "%20"])
def test_what_a_sentence_put_behind_a_code_is_no_part_of_it(database: Database, behind: str) -> None:
    make(database)
    assert Browser().get(f"/q/{CODE}{behind}").status == 200


@pytest.mark.parametrize("columns", [{"disabled_at": NOW}, {"expires_at": NOW}])
def test_a_code_that_was_switched_off_leads_nowhere(database: Database, columns: dict[str, object]) -> None:
    with database.connect() as db:
        make_activation_code(
            db, make_activation(db, brand_of(db, make_user(db, "brand"))), short_code=CODE, **columns
        )
    assert Browser().get(f"/q/{CODE}").status == 404


def test_an_app_gets_the_ticket_alone(database: Database) -> None:
    make(database, min_age=18)
    said = Browser().get(f"/q/{CODE}", accept="application/json")
    assert said.json.keys() == {"ticket", "expires_in", "brand", "name", "fence_mode", "min_age"}
    assert (said.json["expires_in"], said.json["min_age"], said.json["fence_mode"]) == (600, 18, "off")
    assert Browser().send(said.json["ticket"], birth_year=1990).json["verdict"] == "accepted"


@pytest.mark.parametrize("rest", ["", "?r=", "?r=x", "?r=" + "A" * 62, "?r=%ff", "?r=" + "A" * 10_000])
def test_a_result_that_we_did_not_sign_leads_to_the_page(database: Database, rest: str) -> None:
    make(database)
    said = Browser().get(f"/q/{CODE}/result{rest}")
    assert (said.status, said.headers["location"]) == (303, f"/q/{CODE}")


def test_a_result_of_one_code_is_none_of_another(database: Database) -> None:
    make(database)
    make(database, "xyz9876")
    browser = Browser()
    location = browser.press(CODE, browser.get(f"/q/{CODE}").ticket).headers["location"]
    assert browser.get(location).status == 200
    assert browser.get(location.replace(CODE, "xyz9876")).status == 303


def test_a_result_is_in_the_language_of_its_page(database: Database) -> None:
    make(database)
    browser = Browser(headers={"accept-language": "fr"})
    page = browser.get(f"/q/{CODE}?lang=ar")
    assert '<html lang="ar" dir="rtl">' in page.body
    said = browser.press(CODE, page.ticket, lang="ar")
    assert parse_qs(urlsplit(said.headers["location"]).query)["lang"] == ["ar"]
    assert '<html lang="ar" dir="rtl">' in browser.get(said.headers["location"]).body
    assert '<html lang="fr">' in browser.get(f"/q/{CODE}").body


def test_next_leads_to_the_brands_page_or_nowhere(database: Database) -> None:
    make(database)
    make(database, "xyz9876", landing_url=None)
    said = Browser().get(f"/q/{CODE}/next")
    assert (said.status, said.headers["location"]) == (303, "https://shop.example.com/")
    assert Browser().get("/q/xyz9876/next").status == 404
    assert Browser().get("/q/nobody0/next").status == 404


def test_nobody_is_led_on_for_a_brand_that_has_nobody_left(database: Database) -> None:
    make(database)
    assert Browser().get(f"/q/{CODE}/next").status == 303
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")
    codes.forget()
    assert Browser().get(f"/q/{CODE}/next").status == 404


def test_a_rotating_code_is_judged_while_the_page_is_looked_at(database: Database) -> None:
    make(database, "rotating1234", code_mode="rotating")
    with database.connect() as db:
        [code] = [row["id"] for row in rows(db, "activation_codes")]
    now = datetime.now(UTC).timestamp()
    proof = proofs.proof_of(code, 1, proofs.step_at(now, 30))
    old = proofs.proof_of(code, 1, proofs.step_at(now, 30) - 10)
    step = {}
    for name, given in {"good": proof, "old": old, "none": "", "forged": "x" * 11}.items():
        ticket = tickets.read(Browser().get(f"/q/rotating1234?p={given}").ticket)
        assert ticket is not None
        step[name] = ticket.step
    assert step.pop("good") == proofs.step_at(now, 30)
    assert set(step.values()) == {tickets.NO_PROOF}
    browser = Browser()
    assert browser.send(browser.get(f"/q/rotating1234?p={proof}").ticket).json["verdict"] == "accepted"
    assert browser.send(browser.get(f"/q/rotating1234?p={old}").ticket).json["verdict"] == "flagged"


def test_an_old_ticket_is_told_to_scan_again(database: Database) -> None:
    make(database)
    browser = Browser()
    ticket = tickets.read(browser.get(f"/q/{CODE}").ticket)
    assert ticket is not None
    old = tickets.sign(replace(ticket, issued_at=ticket.issued_at - 700))
    said = browser.send(old)
    assert (said.json["verdict"], said.json["reasons"]) == ("refused", ["try_again"])


def test_an_event_without_headers_is_answered(database: Database) -> None:
    make(database)
    event = http_event("GET", f"/q/{CODE}")
    del event["headers"]
    del event["requestContext"]["http"]["userAgent"]
    del event["rawQueryString"]
    assert answer_to(event).status == 200
    event["requestContext"]["http"]["method"] = "POST"
    assert answer_to(event).status == 403


def test_a_policy_lets_only_our_own_script_run(database: Database) -> None:
    make(database)
    one, other = Browser().get(f"/q/{CODE}"), Browser().get(f"/q/{CODE}")
    policy = dict(part.strip().split(" ", 1) for part in one.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["connect-src"] == "'self'"
    nonce = policy["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert policy["style-src"] == policy["script-src"]
    assert one.body.count(f'nonce="{nonce}"') == 2
    assert nonce not in other.body
    assert one.headers["referrer-policy"] == "same-origin", "else a browser says `Origin: null` with the form"


def test_a_page_of_the_door_is_small_whatever_a_brand_is_called(database: Database) -> None:
    make(database, name="\N{PILE OF POO}" * 200, fence="flag", min_age=18)
    with database.connect() as db:
        db.execute("update brand_profiles set name = repeat('<b>', 60)")
    page = Browser().get(f"/q/{CODE}?lang=ar")
    assert len(page.body.encode()) < 30_000
    assert "<b>" not in page.body
