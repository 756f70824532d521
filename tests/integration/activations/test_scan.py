"""The scan door: a look stores nothing, a press of the button counts once, with and without script and cookies."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from activations import proofs, tickets
from activations.device_cookies import NAME
from activations.scan_requests.known_codes import codes
from tests.conftest import Database
from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.factories.events import http_event
from tests.factories.people import brand_of, make_user
from tests.integration.activations.scanning import FORM, OWN_PAGE, Browser, Said, answer_to, device_of, rows

CODE = "abc1234"
INSIDE = {"lat": 52.51628, "lng": 13.37770, "accuracy": 10}
OUTSIDE = {"lat": 48.85837, "lng": 2.29448, "accuracy": 10}
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    codes.forget()


def make(database: Database, code: str = CODE, *, fence: str = "off", **columns: object) -> UUID:
    """An open activation with one code; its brand."""
    with database.connect() as db:
        brand = brand_of(db, make_user(db, "brand"))
        given = {"fence_mode": fence, "landing_url": "https://shop.example.com/"} | columns
        if fence != "off":
            given["geofence_id"] = make_geofence(db, brand)
        make_activation_code(db, make_activation(db, brand, **given), short_code=code)
    return brand


def scans(database: Database) -> list[dict[str, object]]:
    with database.connect() as db:
        return [*rows(db)]


def counts(database: Database) -> dict[str, int]:
    with database.connect() as db:
        return {
            table: len([*rows(db, table)])
            for table in ("scans", "devices", "scan_keys", "scan_limits", "fans", "scan_reviews")
        }


def followed(browser: Browser, said: Said) -> Said:
    """The page that a form's answer leads to."""
    assert said.status == 303
    return browser.get(said.headers["location"])


NOTHING = {"scans": 0, "devices": 0, "scan_keys": 0, "scan_limits": 0, "fans": 0, "scan_reviews": 0}


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
    database: Database, columns: dict[str, object], status: int, outcome: str
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
    old = tickets.sign(tickets.Ticket(**{  # type: ignore[arg-type]
        name: getattr(ticket, name) for name in ("activation_id", "code_id", "brand_id", "code", "step", "id")
    }, issued_at=ticket.issued_at - 700))  # fmt: skip
    said = browser.send(old)
    assert (said.json["verdict"], said.json["reasons"]) == ("refused", ["try_again"])


@pytest.mark.parametrize("ticket", ["", "x", "A" * 151, "é", "\ud800", "x" * 4_000])
def test_a_ticket_that_is_none_of_ours_counts_nothing(database: Database, ticket: str) -> None:
    make(database)
    said = Browser().send(ticket)
    assert (said.status, said.json["code"]) == (422, "SCAN_TICKET_UNKNOWN")
    assert counts(database) == NOTHING


def test_a_form_with_a_ticket_of_another_page_or_of_none_leads_back(database: Database) -> None:
    make(database)
    make(database, "xyz9876")
    other = Browser().get("/q/xyz9876").ticket
    for ticket in (other, "x", ""):
        page = Browser().press(CODE, ticket)
        assert page.status == 422
        assert f'href="/q/{CODE}?lang=en"' in page.body
        assert "Please scan again" in page.body
    assert counts(database) == NOTHING


def test_a_ticket_of_a_code_that_became_another_activations_counts_nothing(database: Database) -> None:
    brand = make(database)
    stale = tickets.issue(uuid4(), uuid4(), brand, short_code=CODE, step=-1)
    assert Browser().send(stale).json["code"] == "SCAN_TICKET_UNKNOWN"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 422), (b"", 422), (b"null", 422), (b'"x"', 422), (b"[]", 422), (b"{}", 422), (b"{", 400), (b"\xff", 400),
        (b'{"ticket": 1}', 422), (b'{"ticket": null}', 422), (b'{"ticket": "x", "more": 1}', 422),
        (b'{"ticket": "' + b"x" * 5_000 + b'"}', 413), (b"[" * 3_000 + b"]" * 1_000, 400),
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused_in_the_one_shape(
    database: Database, body: bytes | None, status: int
) -> None:
    said = Browser().send_raw(body)
    assert said.status == status
    assert said.json.keys() == {"error", "code", "details", "request_id"}
    assert said.cookies == []


@pytest.mark.parametrize(
    "position",
    [
        '{"lat": NaN, "lng": 1}', '{"lat": Infinity, "lng": 1}', '{"lat": 1e999, "lng": 1}', '{"lat": 0, "lng": 0}',
        '{"lat": 91, "lng": 1}', '{"lat": 1, "lng": 180.1}', '{"lat": "1", "lng": 1}', '{"lat": true, "lng": 1}',
        '{"lat": 1}', "[1, 2]", '"here"', '{"lat": 1, "lng": 1, "accuracy": -1}',
        '{"lat": 1, "lng": 1, "accuracy": NaN}',
        '{"lat": 1, "lng": 1, "altitude": 3}', '{"lat": 1' + "0" * 400 + ', "lng": 1}', "{}",
    ],
)  # fmt: skip
def test_a_place_that_is_none_on_earth_is_refused(database: Database, position: str) -> None:
    make(database)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    said = browser.send_raw(f'{{"ticket": "{ticket}", "position": {position}}}'.encode())
    assert (said.status, said.json["code"]) == (422, "VALIDATION_FAILED")
    assert said.json["details"][0]["field"].startswith("body")
    assert counts(database) == NOTHING


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "\x00"]
)
def test_a_form_of_another_kind_is_refused(database: Database, kind: str) -> None:
    make(database)
    event = http_event(
        "POST", f"/q/{CODE}", raw_body=b'{"ticket": "x"}', headers=OWN_PAGE | {"content-type": kind}
    )
    assert answer_to(event).status == 415


@pytest.mark.parametrize("body", [b"\xff", b"a=1&" * 2_000, b"a&" * 20, b"ticket=%ff%00", b""])
def test_a_form_that_cannot_be_read_is_a_page(database: Database, body: bytes) -> None:
    make(database)
    event = http_event("POST", f"/q/{CODE}", raw_body=body, headers=OWN_PAGE | {"content-type": FORM})
    said = answer_to(event)
    assert 400 <= said.status < 500
    assert said.body.startswith("<!doctype html>")
    assert counts(database) == NOTHING


@pytest.mark.parametrize(
    "own", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"origin": "null"}]
)
def test_a_page_of_elsewhere_counts_nothing(database: Database, own: dict[str, str]) -> None:
    make(database)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    said = browser.send(ticket, own=own)
    assert (said.status, said.json["code"]) == (403, "FOREIGN_PAGE")
    body = f"ticket={ticket}".encode()
    form = answer_to(http_event("POST", f"/q/{CODE}", raw_body=body, headers={"content-type": FORM, **own}))
    assert (form.status, form.cookies) == (403, [])
    assert counts(database) == NOTHING
    assert browser.send(ticket).json["verdict"] == "accepted", "from our own page it counts"


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
