"""A message is reported by whoever reads it, once, and decided by somebody who has nothing to do with it."""

from typing import Any
from uuid import uuid4

import pytest

from common.queues import MAIL, REALTIME
from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.messaging import ask_support
from tests.factories.people import make_member, make_user
from tests.integration.messaging.conftest import Room, ask

ABUSE = {"reason": "abuse", "note": "That hurts."}
NOTE = {"note": "I looked at it."}


@pytest.fixture
def report(room: Room) -> Any:
    """The creator has reported what the brand wrote."""
    room.say(room.owner, "Rude words")
    return room.person.post(f"{room.path}/messages/1/report", **ABUSE)


def test_a_report_is_seen_by_who_made_it_and_by_administrators(room: Room, report: Any) -> None:
    assert (report["status"], report["reason"], report["note"], report["seq"]) == (
        "open",
        "abuse",
        "That hurts.",
        1,
    )
    assert [one["id"] for one in room.person.get("/message-reports")["data"]] == [report["id"]]
    assert [one["id"] for one in room.admin.get("/message-reports", status="open")["data"]] == [report["id"]]
    for other in (room.owner, room.reader, room.rival):
        assert other.get("/message-reports")["data"] == []


def test_who_only_reads_may_report(room: Room) -> None:
    room.say(room.person, "Rude words")
    assert room.reader.post(f"{room.path}/messages/1/report", reason="spam")["note"] == ""


def test_each_reports_a_message_once(database: Database, room: Room, report: Any) -> None:
    assert room.person.refused("POST", f"{room.path}/messages/1/report", **ABUSE) == (409, "REPORTED_ALREADY")
    room.say(room.owner, "More")
    statement = "select app.report_message(%s, 2, 'spam', '')"
    outcomes = run_at_once(database, *[(str(room.person.id), statement, (room.conversation_id,))] * 3)
    assert sorted(outcomes) == ["23505", "23505", "ok"]


def test_ones_own_message_and_the_systems_are_no_matter_for_a_report(database: Database, room: Room) -> None:
    room.say(room.owner)
    told = (422, "NOTHING_TO_REPORT")
    assert room.owner.refused("POST", f"{room.path}/messages/1/report", **ABUSE) == told
    with database.connect() as db:
        db.execute(
            "select app.put_message(c, null, 'system', null, 'system', 'News', '{}', null, '{}')"
            " from conversations as c where c.id = %s",
            (room.conversation_id,),
        )
    assert room.owner.refused("POST", f"{room.path}/messages/2/report", **ABUSE) == told


def test_nobody_reports_what_they_cannot_read(room: Room) -> None:
    room.say(room.owner)
    for other in (room.rival, room.admin):
        assert other.refused("POST", f"{room.path}/messages/1/report", **ABUSE) == (404, "NOT_FOUND")
    assert room.person.refused("POST", f"{room.path}/messages/2/report", **ABUSE) == (
        422,
        "MESSAGE_NOT_THERE_YET",
    )
    elsewhere = f"/conversations/{uuid4()}/messages/1/report"
    assert room.person.refused("POST", elsewhere, **ABUSE) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("seq", "body"),
    [
        ("0", ABUSE),
        ("x", ABUSE),
        (str(2**63), ABUSE),
        ("1", {"reason": "dull"}),
        ("1", {"reason": "spam", "note": "x" * 2001}),
    ],
)
def test_what_is_no_report_is_refused(room: Room, seq: str, body: dict[str, str]) -> None:
    room.say(room.owner)
    assert room.person.refused("POST", f"{room.path}/messages/{seq}/report", **body)[0] in (404, 422)
    assert room.admin.get("/message-reports")["data"] == []


def test_an_upheld_report_may_take_the_text_away(database: Database, room: Room, report: Any) -> None:
    upheld = room.admin.post(f"/message-reports/{report['id']}/uphold", **NOTE, redact=True)
    assert (upheld["status"], upheld["review_note"], upheld["reviewed_by"]) == (
        "upheld",
        NOTE["note"],
        str(room.admin.id),
    )
    message = room.person.get(f"{room.path}/messages")["data"][0]
    assert (message["body"], message["redaction_reason"]) == ("[redacted]", NOTE["note"])
    own = room.person.get("/message-reports")["data"][0]
    assert (own["status"], own["review_note"], own["reviewed_by"]) == ("upheld", None, None)
    with database.connect() as db:
        told = "select count(*) from notifications where user_id = %s and type = %s"
        assert value(db, told, room.person.id, "message_report_upheld") == 1
        assert value(db, told, room.owner.id, "message_redacted") == 1


def test_without_redaction_it_stays_as_it_is(room: Room, report: Any) -> None:
    room.admin.post(f"/message-reports/{report['id']}/uphold", **NOTE)
    assert room.person.get(f"{room.path}/messages")["data"][0]["body"] == "Rude words"


def test_a_dismissed_report_changes_nothing_and_is_told(database: Database, room: Room, report: Any) -> None:
    assert room.admin.post(f"/message-reports/{report['id']}/dismiss", **NOTE)["status"] == "dismissed"
    assert room.person.get(f"{room.path}/messages")["data"][0]["body"] == "Rude words"
    with database.connect() as db:
        told = "select count(*) from notifications where user_id = %s and type = 'message_report_dismissed'"
        assert value(db, told, room.person.id) == 1
        assert value(db, told, room.owner.id) == 0


@pytest.mark.parametrize(
    ("first", "second"), [("uphold", "dismiss"), ("dismiss", "uphold"), ("uphold", "uphold")]
)
def test_it_is_decided_once(room: Room, report: Any, first: str, second: str) -> None:
    room.admin.post(f"/message-reports/{report['id']}/{first}", **NOTE)
    assert room.admin.refused("POST", f"/message-reports/{report['id']}/{second}", **NOTE) == (
        409,
        "ALREADY_REVIEWED",
    )


def test_two_administrators_at_once(database: Database, room: Room, report: Any) -> None:
    with database.connect() as db:
        admins = [make_user(db, "admin") for _ in range(3)]
    statement = "select app.review_report(%s, %s, 'because', true)"
    steps = [
        (str(admin), statement, (report["id"], outcome))
        for admin, outcome in zip(admins, ("upheld", "dismissed", "upheld"), strict=True)
    ]
    assert sorted(run_at_once(database, *steps)) == ["IZ006", "IZ006", "ok"]
    with database.connect() as db:
        assert value(db, "select count(*) from notifications where type like 'message_report_%%'") == 1


def test_only_a_neutral_administrator_decides(database: Database, room: Room, report: Any) -> None:
    with database.connect() as db:
        own = make_member(db, room.brand_id, "analyst")
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (own,))
    for verb in ("uphold", "dismiss"):
        path = f"/message-reports/{report['id']}/{verb}"
        assert Person(own, ask).refused("POST", path, **NOTE) == (403, "DECIDER_INVOLVED")
        for other in (room.person, room.owner, room.rival):
            assert other.refused("POST", path, **NOTE) == (403, "FORBIDDEN")
        assert room.admin.refused("POST", f"/message-reports/{uuid4()}/{verb}", **NOTE) == (404, "NOT_FOUND")
    assert room.admin.get("/message-reports")["data"][0]["status"] == "open"


def test_nobody_decides_on_what_they_wrote_or_reported(database: Database, room: Room) -> None:
    """In a conversation with support administrators are a side, too."""
    with database.connect() as db:
        person, conversation = ask_support(db)
    path = f"/conversations/{conversation}/messages"
    room.admin.post(path, client_id=str(uuid4()), body="No.")
    report = Person(person, ask).post(f"{path}/1/report", **ABUSE)
    uphold = f"/message-reports/{report['id']}/uphold"
    assert room.admin.refused("POST", uphold, **NOTE) == (403, "DECIDER_INVOLVED")
    Person(person, ask).post(path, client_id=str(uuid4()), body="Why?")
    with database.connect() as db:
        colleague = Person(make_user(db, "admin"), ask)
    theirs = colleague.post(f"{path}/2/report", **ABUSE)
    assert colleague.refused("POST", f"/message-reports/{theirs['id']}/dismiss", **NOTE) == (
        403,
        "DECIDER_INVOLVED",
    )
    assert colleague.post(uphold, **NOTE)["status"] == "upheld"


def test_reports_are_read_page_by_page(room: Room) -> None:
    for number in range(3):
        room.say(room.owner, f"Rude {number}")
        room.person.post(f"{room.path}/messages/{number + 1}/report", **ABUSE)
    pages = room.admin.pages("/message-reports", limit="2", conversation_id=str(room.conversation_id))
    assert [one["seq"] for page in pages for one in page] == [3, 2, 1]


@pytest.mark.parametrize("decision", ["uphold", "dismiss"])
def test_who_reported_it_hears_of_the_decision_at_once(
    room: Room, report: Any, decision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notification is pushed, and mailed."""
    woken: list[str] = []
    monkeypatch.setattr("messaging.message_reports.routes.wake", woken.append)
    room.admin.post(f"/message-reports/{report['id']}/{decision}", **NOTE)
    assert sorted(woken) == [MAIL, REALTIME]
