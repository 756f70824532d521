"""Fans without an account: a code by mail, what is held about them, being forgotten; and brands who forget them."""

from typing import Any
from uuid import UUID

import pytest

from tests.database.scanning import Stall
from tests.factories.people import make_member, make_user
from tests.integration.activations.asking import ask
from tests.integration.activations.conftest import CODE
from tests.integration.activations.fanning import ME, SAME_ORIGIN, Browser
from tests.integration.notifications.mail_delivery import MailDelivery
from tests.typing import Connection

MAIL = "fan@example.com"
WRITES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", f"{ME}/codes", {"body": {"code": CODE, "email": MAIL}}),
    ("POST", f"{ME}/codes/confirm", {"body": {"code": CODE, "digits": "123456"}}),
    ("POST", f"{ME}/link", {"body": {"code": CODE}}),
    ("DELETE", ME, {"query": {"code": CODE}}),
]


@pytest.fixture
def browser(stall: Stall) -> Browser:
    """One that scanned the code."""
    browser = Browser()
    browser.scan(stall)
    return browser


def fans(db: Connection) -> list[tuple[Any, ...]]:
    """All that there are."""
    return db.execute("select email, merged_into is null from fans order by id").fetchall()


def test_a_fan_shows_an_address_to_be_theirs(db: Connection, stall: Stall, browser: Browser) -> None:
    digits = browser.code(db, CODE, MAIL)
    wrong = {"code": CODE, "digits": f"{(int(digits) + 1) % 1_000_000:06}"}
    for _ in range(4):
        answer = browser.ask("POST", f"{ME}/codes/confirm", body=wrong)
        assert (answer.status, answer.body["code"]) == (422, "FAN_CODE_REFUSED")
    assert db.execute("select tries from fan_codes").fetchone() == (4,), "wrong tries stay counted"
    assert browser.ask("POST", f"{ME}/codes/confirm", body={"code": CODE, "digits": digits}).status == 204
    assert fans(db) == [(MAIL, True)]
    again = browser.ask("POST", f"{ME}/codes/confirm", body={"code": CODE, "digits": digits})
    assert (again.status, again.body["code"]) == (422, "FAN_CODE_REFUSED")


def test_two_browsers_of_one_address_are_one_fan(db: Connection, stall: Stall, browser: Browser) -> None:
    second = Browser()
    second.scan(stall)
    second.prove(db, CODE, "old@example.com")
    browser.prove(db, CODE, MAIL)
    second.prove(db, CODE, MAIL.upper())
    assert fans(db) == [(None, False), (MAIL, True)]
    told = browser.ask("GET", ME, query={"code": CODE}).body
    assert (len(told["devices"]), len(told["scans"])) == (2, 2)


def test_known_and_unknown_addresses_are_answered_alike(
    db: Connection, stall: Stall, browser: Browser
) -> None:
    browser.prove(db, CODE, MAIL)
    other = Browser()
    other.scan(stall)
    answers = [
        other.ask("POST", f"{ME}/codes", body={"code": CODE, "email": email})
        for email in (MAIL, "new@example.com", MAIL, MAIL)
    ]
    assert {(answer.status, str(answer.body)) for answer in answers} == {(202, "{'expires_in_seconds': 600}")}
    assert db.execute("select count(*) from outbox where payload ->> 'to' = %s", (MAIL,)).fetchone() == (3,)
    other.ask("POST", f"{ME}/codes", body={"code": CODE, "email": "fifth@example.com"})
    refused = other.ask("POST", f"{ME}/codes", body={"code": CODE, "email": "sixth@example.com"})
    assert (refused.status, refused.body["code"], refused.headers["retry-after"]) == (
        429, "FAN_CODES_LIMITED", "3600",
    )  # fmt: skip


def test_the_mail_says_whose_code_it_is(
    db: Connection, stall: Stall, browser: Browser, delivering: MailDelivery
) -> None:
    db.execute("update brand_profiles set name = 'Fizz & Co' where id = %s", (stall.brand,))
    digits = browser.code(db, CODE, MAIL)
    delivering.run()
    (mail,) = [each for each in delivering.resend.sent if each["to"] == [MAIL]]
    assert mail["subject"] == f"{digits} is your code for Fizz & Co"
    assert digits in mail["text"]
    assert "Fizz &amp; Co" in mail["html"]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}],
    ids=["none", "another", "cross-site"],
)
def test_no_other_page_writes(
    db: Connection, browser: Browser, write: tuple[str, str, dict[str, Any]], headers: dict[str, str]
) -> None:
    method, path, sent = write
    before = db.execute("select count(*) from devices, scans").fetchone()
    answer = browser.ask(method, path, headers=headers, **sent)
    assert (answer.status, answer.body["code"]) == (403, "FOREIGN_PAGE")
    assert db.execute("select count(*) from devices, scans").fetchone() == before
    assert db.execute("select from fan_codes").fetchall() == []


@pytest.mark.parametrize(("method", "path", "sent"), [*WRITES, ("GET", ME, {"query": {"code": CODE}})])
def test_who_has_no_cookie_or_scanned_nothing_is_nobody(
    stall: Stall, method: str, path: str, sent: dict[str, Any]
) -> None:
    answer = ask(method, path, headers=SAME_ORIGIN, **sent)
    assert (answer.status, answer.body["code"]) == (401, "DEVICE_UNKNOWN")
    answer = Browser().ask(method, path, **sent)
    assert (answer.status, answer.body["code"]) == (404, "FAN_UNKNOWN")


def test_a_code_of_nobody_is_not_found(db: Connection, browser: Browser) -> None:
    for code in ("zzz9999", "ABC1234"):
        assert browser.ask("GET", ME, query={"code": code}).body["code"] == "NOT_FOUND"
    db.execute("update activation_codes set disabled_at = now(), expires_at = now()")
    assert browser.ask("GET", ME, query={"code": CODE}).status == 200, "what was scanned can be asked about"


@pytest.mark.parametrize(
    "body",
    [
        {}, {"code": CODE}, {"code": "x", "email": MAIL}, {"code": CODE, "email": "fan"}, {"code": CODE, "email": None},
        {"code": CODE, "email": f"{'x' * 250}@example.com"}, {"code": CODE, "email": MAIL, "device_id": "1"},
        {"code": CODE, "email": "fan\u0000@example.com"}, {"code": f"{CODE}\n", "email": MAIL},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(db: Connection, browser: Browser, body: dict[str, Any]) -> None:
    assert browser.ask("POST", f"{ME}/codes", body=body).status == 422
    assert db.execute("select from fan_codes").fetchall() == []


@pytest.mark.parametrize(
    "digits", ["", "12345", "1234567", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", 123456]
)
def test_digits_are_six(browser: Browser, digits: object) -> None:
    answer = browser.ask("POST", f"{ME}/codes/confirm", body={"code": CODE, "digits": digits})
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_a_telephone_has_to_wait(browser: Browser) -> None:
    answer = browser.ask("POST", f"{ME}/codes", body={"code": CODE, "phone": "+4930123456"})
    assert (answer.status, answer.body["code"]) == (422, "PHONE_UNAVAILABLE")


def test_one_browser_at_two_brands_has_nothing_in_common(
    db: Connection, stall: Stall, browser: Browser
) -> None:
    elsewhere = Stall(db, code={"short_code": "other01"})
    here, there = browser.cookie.device_at(stall.brand), browser.scan(elsewhere)
    assert here != there
    browser.prove(db, CODE, MAIL)
    browser.prove(db, "other01", MAIL)
    told = [browser.ask("GET", ME, query={"code": code}).body for code in (CODE, "other01")]
    assert [len(each["scans"]) for each in told] == [1, 1]
    ids = [{v for k, v in _ids(each)} for each in told]
    assert ids[0].isdisjoint(ids[1])
    rows = db.execute(
        "select brand_id, id, device_id, fan_id, visitor_hash, place_hash, scan_key from scans"
    ).fetchall()
    values = {
        brand: {value for each in rows if each[0] == brand for value in each[1:] if value}
        for brand, *_ in rows
    }
    assert values[stall.brand].isdisjoint(values[elsewhere.brand])


def _ids(told: Any) -> list[tuple[str, str]]:
    if isinstance(told, list):
        return [found for each in told for found in _ids(each)]
    if not isinstance(told, dict):
        return []
    own = [(key, value) for key, value in told.items() if key in ("id", "device_id") and value]
    return own + [found for value in told.values() for found in _ids(value)]


def test_a_fan_is_forgotten_and_is_nobody_then(db: Connection, stall: Stall, browser: Browser) -> None:
    browser.prove(db, CODE, MAIL)
    answer = browser.ask("DELETE", ME, query={"code": CODE})
    assert (answer.status, answer.body) == (200, {"scans": 1})
    assert fans(db) == []
    assert browser.ask("DELETE", ME, query={"code": CODE}).body["code"] == "FAN_UNKNOWN"
    assert db.execute("select from outbox where payload ->> 'to' = %s", (MAIL,)).fetchall() == []


def test_where_a_fan_wrote_from_stands_in_no_audit_log(
    db: Connection, stall: Stall, browser: Browser
) -> None:
    stall.record(browser.cookie.device_at(stall.brand), agent_class="program")
    assert browser.ask("DELETE", ME, query={"code": CODE}).body == {"scans": 2}
    ((kept,),) = db.execute("select metadata from audit_logs where action = 'scan_reviews.update'").fetchall()
    assert not {"address", "user_agent"} & kept.keys(), "by it two brands could tell that two fans are one"


def fan_id(db: Connection) -> UUID:
    """The one that there is."""
    (row,) = db.execute("select id from fans where merged_into is null").fetchall()
    found: UUID = row[0]
    return found


def test_administrators_of_the_brand_erase_a_fan(db: Connection, stall: Stall, browser: Browser) -> None:
    browser.prove(db, CODE, MAIL)
    path = f"/api/v1/activation-fans/{fan_id(db)}"
    manager = make_member(db, stall.brand, "campaign_manager")
    for who, status in ((manager, 403), (make_user(db, "brand"), 404), (make_user(db), 404)):
        assert ask("DELETE", path, user=who).status == status
    assert fans(db) == [(MAIL, True)]
    answer = ask("DELETE", path, user=stall.owner)
    assert (answer.status, answer.body) == (200, {"scans": 1})
    assert ask("DELETE", path, user=stall.owner).status == 404
    assert ask("DELETE", "/api/v1/activation-fans/x", user=stall.owner).status == 422


def test_a_browser_writes_only_so_often_and_shuts_no_other_out(
    db: Connection, stall: Stall, browser: Browser
) -> None:
    db.execute("update rate_classes set burst = 3, rate = 3 where key = 'fan'")
    answers = [browser.ask("POST", f"{ME}/link", body={"code": CODE}) for _ in range(4)]
    assert [answer.status for answer in answers] == [201, 201, 201, 429]
    assert answers[3].body["code"] == "RATE_LIMITED"
    other = Browser()
    other.scan(stall)
    assert other.ask("POST", f"{ME}/link", body={"code": CODE}).status == 201, "from the same address"
    assert browser.ask("GET", ME, query={"code": CODE}).status == 200
