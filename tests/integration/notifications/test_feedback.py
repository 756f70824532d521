"""What Resend took and did not send after all: the delivery says so, and goes again where that may help."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.notifications.resend_events import deliver, event, stopped


@pytest.fixture
def sent(database: Database, user: UUID) -> UUID:
    """A delivery that the provider has taken as `e-1`."""
    with database.connect() as db:
        make_user(db, "admin")
        db.execute("select app.notify(%s, 'campaigns', 'x', 'x', 'x', %s)", (user, Jsonb({})))
        row = db.execute(
            "update notification_deliveries set status = 'sent', provider_id = 'e-1', attempts = 1 returning id"
        ).fetchone()
        db.execute("update outbox set processed_at = now()")
    assert row is not None
    delivery_id: UUID = row[0]
    return delivery_id


def state(database: Database, delivery: UUID) -> tuple[str, str | None]:
    with database.connect() as db:
        row = db.execute(
            "select status, error from notification_deliveries where id = %s", (delivery,)
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def waiting(database: Database, delivery: UUID) -> int:
    with database.connect() as db:
        row = db.execute(
            "select count(*) from outbox where payload ->> 'delivery_id' = %s and processed_at is null"
            " and available_at > now() + interval '50 minutes'",
            (str(delivery),),
        ).fetchone()
    assert row is not None
    number: int = row[0]
    return number


def administrators_told(database: Database) -> list[tuple[str, str]]:
    with database.connect() as db:
        return db.execute(
            "select type, metadata ->> 'cause' from notifications where type = 'mail_waits'"
        ).fetchall()


def test_a_mail_that_was_taken_and_met_a_quota_goes_out_anew_once(database: Database, sent: UUID) -> None:
    payload = event("email.failed", failed={"reason": "reached_daily_quota"})
    assert [deliver(payload).status for _ in range(2)] == [200, 200]
    assert state(database, sent) == ("pending", "failed: reached_daily_quota")
    assert waiting(database, sent) == 1
    assert administrators_told(database) == [("mail_waits", "reached_daily_quota")]
    assert stopped(database) == []


@pytest.mark.parametrize("failed", [{"reason": "invalid_sender"}, {}, None, {"reason": None}])
def test_a_mail_that_was_taken_and_failed_otherwise_is_a_dead_letter(
    database: Database, sent: UUID, failed: object
) -> None:
    assert deliver(event("email.failed", failed=failed)).status == 200
    status, error = state(database, sent)
    assert (status, (error or "").partition(":")[0]) == ("failed", "failed")
    assert waiting(database, sent) == 0
    assert len(administrators_told(database)) == 1
    assert stopped(database) == []


def test_news_that_overtake_our_own_note_are_told_again(database: Database, sent: UUID) -> None:
    with database.connect() as db:
        db.execute("update notification_deliveries set status = 'pending', provider_id = null")
    early = json.loads(event("email.failed", failed={"reason": "invalid_sender"}))
    early["created_at"] = datetime.now(UTC).isoformat()
    answer = deliver(json.dumps(early).encode())
    assert (answer.status, answer.body["code"]) == (503, "MAIL_UNKNOWN_YET")
    assert administrators_told(database) == [], "nothing of it is kept"
    with database.connect() as db:
        db.execute("update notification_deliveries set status = 'sent', provider_id = 'e-1'")
    assert deliver(json.dumps(early).encode()).status == 200
    assert state(database, sent)[0] == "failed"


def test_news_of_mail_that_has_no_delivery_are_not_refused_for_ever(database: Database, sent: UUID) -> None:
    for at in (None, "", "yesterday", 7, "2026-11-21T15:00:00"):
        old = json.loads(event("email.failed", email_id="account-mail", failed={"reason": "x"}))
        old["created_at"] = at
        assert deliver(json.dumps(old).encode()).status == 200
    assert state(database, sent) == ("sent", None)


def test_reasons_in_sentences_are_one_cause(database: Database, sent: UUID) -> None:
    for number in range(3):
        deliver(
            event(
                "email.failed", email_id=f"e-{number}", failed={"reason": f"Could not reach host {number}."}
            )
        )
    assert administrators_told(database) == [("mail_waits", "failed")]
    assert state(database, sent) == ("failed", "failed: Could not reach host 1.")


def test_a_quota_is_not_waited_for_without_end(database: Database, sent: UUID) -> None:
    with database.connect() as db:
        db.execute("update notification_deliveries set attempts = 12")
    deliver(event("email.failed", failed={"reason": "reached_daily_quota"}))
    assert state(database, sent) == ("failed", "failed: reached_daily_quota")


def test_an_address_on_the_providers_list_is_stopped_and_its_delivery_says_so(
    database: Database, sent: UUID
) -> None:
    assert deliver(event("email.suppressed", suppressed={"message": "On the list."})).status == 200
    assert state(database, sent) == ("suppressed", "suppressed: On the list.")
    assert stopped(database) == [("maria@example.com", "bounced", "msg_1")]


@pytest.mark.parametrize(
    ("kind", "data", "error"),
    [("email.delivery_delayed", {}, "delayed"),
     ("email.bounced", {"bounce": {"type": "Transient", "message": "Full."}}, "bounced: Full.")],
)  # fmt: skip
def test_what_may_still_arrive_is_noted_and_stops_nobody(
    database: Database, sent: UUID, kind: str, data: dict[str, Any], error: str
) -> None:
    assert deliver(event(kind, **data)).status == 200
    assert state(database, sent) == ("sent", error)
    assert stopped(database) == []


def test_what_failed_and_was_sent_anew_is_not_taken_back_by_an_old_event(
    database: Database, sent: UUID
) -> None:
    deliver(event("email.failed", failed={"reason": "reached_daily_quota"}))
    with database.connect() as db:
        db.execute("update notification_deliveries set status = 'sent', provider_id = 'e-2'")
    deliver(event("email.failed", failed={"reason": "invalid_sender"}))
    assert state(database, sent)[0] == "sent"
