"""What was given up, in one list, and another try."""

from typing import Any
from uuid import UUID

from tests.conftest import Database
from tests.factories.accounts import send

FAILURES = "/api/v1/system/failures"


def give_up(database: Database, person: UUID) -> dict[str, str]:
    """One of each kind, the oldest first; the ids by kind. The mail lost its code."""
    with database.connect() as db:
        db.execute(
            "insert into notifications (user_id, category, type, title, message)"
            " values (%s, 'system', 'hello.said', 'Hello', 'Welcome')",
            (person,),
        )
        delivery = db.execute(
            "update notification_deliveries set status = 'failed', error = 'no such mailbox' returning id::text"
        ).fetchone()
        db.execute("delete from outbox")
        message, mail = (
            db.execute(
                "insert into outbox (topic, attempts, available_at, last_error)"
                " values (%s, 9, 'infinity', 'no answer') returning id::text",
                (topic,),
            ).fetchone()
            for topic in ("identity.user", "email")
        )
        db.execute(
            "insert into stripe_events (id, type, payload, status, error, attempts)"
            " values ('evt_1', 'charge.refunded', '{}', 'failed', 'fits nothing', 8)"
        )
    assert delivery is not None
    assert message is not None
    assert mail is not None
    return {"delivery": delivery[0], "message": message[0], "mail": mail[0], "stripe_event": "evt_1"}


def listed(admin: UUID, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = send("GET", FAILURES, user=admin, query=query).body["data"]
    return found


def test_everything_that_was_given_up_stands_in_one_list(
    database: Database, admin: UUID, creator: UUID
) -> None:
    ids = give_up(database, creator)
    with database.connect() as db:
        db.execute("insert into outbox (topic) values ('email')")
        db.execute("insert into stripe_events (id, type, payload) values ('evt_2', 'charge.refunded', '{}')")
    assert {(one["kind"], one["failure_id"], one["subject"], one["error"]) for one in listed(admin)} == {
        ("delivery", ids["delivery"], "email", "no such mailbox"),
        ("message", ids["message"], "identity.user", "no answer"),
        ("message", ids["mail"], "email", "no answer"),
        ("stripe_event", "evt_1", "charge.refunded", "fits nothing"),
    }
    assert [one["failure_id"] for one in listed(admin, kind="stripe_event")] == ["evt_1"]
    first = send("GET", FAILURES, user=admin, query={"limit": "3"}).body
    rest = listed(admin, cursor=first["next_cursor"])
    assert first["data"] + rest == listed(admin)
    assert send("GET", FAILURES, user=creator).status == 403


def test_each_is_tried_again_and_leaves_the_list(database: Database, admin: UUID, creator: UUID) -> None:
    ids = give_up(database, creator)
    for kind in ("delivery", "message", "stripe_event"):
        path = f"{FAILURES}/{kind}/{ids[kind]}/retry"
        assert send("POST", path, user=creator).status == 403
        assert send("POST", path, user=admin).status == 200
        assert send("POST", path, user=admin).status in {404, 409}
    assert [one["failure_id"] for one in listed(admin)] == [ids["mail"]]
    with database.connect() as db:
        due = db.execute(
            "select attempts, available_at <= now() from outbox where id = %s", (ids["message"],)
        ).fetchone()
    assert due == (0, True)
    log = send("GET", "/api/v1/audit-logs", user=admin, query={"action": "outbox.retry"}).body["data"]
    assert [entry["resource_id"] for entry in log] == [ids["message"]]


def test_account_mail_is_put_away_and_not_sent_without_its_code(
    database: Database, admin: UUID, creator: UUID
) -> None:
    ids = give_up(database, creator)
    refused = send("POST", f"{FAILURES}/message/{ids['mail']}/retry", user=admin)
    assert (refused.status, refused.body["code"]) == (409, "FAILURE_FINAL")
    assert [one["can_be_retried"] for one in listed(admin) if one["failure_id"] == ids["mail"]] == [False]
    path = f"{FAILURES}/message/{ids['mail']}"
    assert send("DELETE", path, user=creator).status == 403
    assert send("DELETE", path, user=admin).status == 204
    assert send("DELETE", path, user=admin).status == 404
    assert ids["mail"] not in {one["failure_id"] for one in listed(admin)}


def test_what_did_not_fail_is_not_there(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        (waiting,) = db.execute(
            "insert into outbox (topic) values ('email') returning id::text"
        ).fetchone() or ("",)
    assert send("POST", f"{FAILURES}/message/{waiting}/retry", user=admin).status == 404
    assert send("DELETE", f"{FAILURES}/message/{waiting}", user=admin).status == 404
    assert send("POST", f"{FAILURES}/message/evt_1/retry", user=admin).status == 404
    assert send("POST", f"{FAILURES}/nothing/evt_1/retry", user=admin).status == 422
