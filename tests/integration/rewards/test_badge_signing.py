"""Signing is work that waits: done once, tried again, overtaken by a revocation, and never given up."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from common.adapters.signer import choice
from common.adapters.signer.local import LocalSigner
from common.adapters.signer.port import PublicKey, SignerUnavailable, thumbprint
from common.deadline import Deadline
from rewards import schedule, worker
from rewards.badge_signing.service import sign_due
from tests.factories.badges import earn, page, sign
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement
from tests.typing import Connection

SIGNED = "select count(*) from badge_credentials where jwt is not null"


def earn_many(db: Connection, number: int) -> list[UUID]:
    person, key = make_user(db, "creator"), make_achievement(db, levels=list(range(1, 21)))
    return [earn(db, person, key, level=level + 1) for level in range(number)]


def count(db: Connection, statement: str = SIGNED) -> int:
    found: int = db.execute(statement.encode()).fetchall()[0][0]
    return found


class Broken(LocalSigner):
    """A key service that answers nothing but who it is."""

    def sign(self, message: bytes) -> bytes:
        raise SignerUnavailable


def test_the_job_signs_what_waits_and_a_second_delivery_does_nothing(db: Connection) -> None:
    earn_many(db, 3)
    event = {"job": "badges-sweep", "scheduled_time": datetime(2026, 12, 12, tzinfo=UTC).isoformat()}
    first = schedule.lambda_handler(event, LambdaContext())
    assert first["counts"] == {"signed": 3, "failed": 0, "taken_over": 0, "lists": 1}
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    assert count(db) == 3


def test_signed_once_is_signed_for_ever(db: Connection) -> None:
    earn_many(db, 1)
    sign()
    before = db.execute("select jwt, attempts from badge_credentials").fetchall()
    assert sign()["signed"] == 0
    assert db.execute("select jwt, attempts from badge_credentials").fetchall() == before


def test_a_key_that_does_not_answer_is_asked_again_later(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = earn_many(db, 1)
    monkeypatch.setattr(choice, "_made", lambda **_: Broken("of the tests"))
    with pytest.raises(SignerUnavailable):  # by the list, so that the run is seen to have failed
        sign()
    row = db.execute("select attempts, last_error, available_at > now() from badge_credentials").fetchall()
    assert row == [(1, "SignerUnavailable: The signing service does not answer. Try again.", True)]
    monkeypatch.undo()
    assert sign()["signed"] == 0, "it is not due yet"
    db.execute("update badge_credentials set available_at = now()")
    assert sign()["signed"] == 1
    assert page(made).status == 200


def test_it_is_never_given_up(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    earn_many(db, 1)
    monkeypatch.setattr(choice, "_made", lambda **_: Broken("of the tests"))
    for _ in range(13):
        db.execute("update badge_credentials set available_at = now()")
        with pytest.raises(SignerUnavailable):
            sign()
    assert (
        count(db, "select count(*) from badge_credentials where available_at < now() + interval '1 day'") == 1
    )


def test_a_badge_that_is_revoked_while_it_is_signed_is_not_published(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    earn_many(db, 1)

    class Slow(LocalSigner):
        def sign(self, message: bytes) -> bytes:
            db.execute("select app.revoke_credential(id) from user_achievements")
            return super().sign(message)

    monkeypatch.setattr(choice, "_made", lambda **_: Slow("of the tests"))
    assert sign()["taken_over"] == 1
    assert count(db) == 0


def test_a_worker_that_died_leaves_its_badge_to_the_next(db: Connection) -> None:
    earn_many(db, 1)
    db.execute("update badge_credentials set attempts = 1, available_at = now() - interval '1 second'")
    assert sign()["signed"] == 1
    assert count(db, "select attempts from badge_credentials") == 2


def test_without_a_key_everything_waits(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    earn_many(db, 1)
    monkeypatch.delenv("LOCAL_BADGE_KEY")
    assert sign() == {"signed": 0, "failed": 0, "taken_over": 0, "lists": 0}
    assert count(db, "select attempts from badge_credentials") == 0


def test_when_the_time_is_up_nothing_new_is_begun(db: Connection) -> None:
    earn_many(db, 1)
    assert sign_due(Deadline.in_seconds(-1))["signed"] == 0
    assert count(db) == 0


def test_the_worker_signs_behind_its_grants(db: Connection) -> None:
    (made,) = earn_many(db, 1)
    assert worker.lambda_handler({"Records": []}, LambdaContext()) == {"batchItemFailures": []}
    assert page(made).status == 200
    assert count(db, "select count(*) from badge_status_lists where jwt is not null") == 1, (
        "it is verified at once"
    )


def test_a_key_is_published_before_anything_is_signed_with_it(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    earn_many(db, 1)
    known: list[bool] = []

    class Watched(LocalSigner):
        def sign(self, message: bytes) -> bytes:
            kids = db.execute("select kid from badge_keys").fetchall()
            known.append((thumbprint(self.public_key()),) in kids)
            return super().sign(message)

    monkeypatch.setattr(choice, "_made", lambda **_: Watched("of the tests"))
    worker.lambda_handler({"Records": []}, LambdaContext())
    assert known == [True, True], "of the list, and of the badge"


def test_the_workers_messages_are_done_where_no_key_answers(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    earn_many(db, 1)

    class Silent(LocalSigner):
        def public_key(self) -> PublicKey:
            raise SignerUnavailable

    monkeypatch.setattr(choice, "_made", lambda **_: Silent("of the tests"))
    assert worker.lambda_handler({"Records": []}, LambdaContext()) == {"batchItemFailures": []}
    assert count(db) == 0
    monkeypatch.undo()
    assert sign()["signed"] == 1
