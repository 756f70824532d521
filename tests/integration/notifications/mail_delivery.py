"""The worker with a provider of the test's own, and what stands in the tables afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from common.adapters.email.resend import Pace, ResendEmailAdapter
from notifications import worker
from notifications.delivery import service
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.resend import Resend


@dataclass(frozen=True)
class DeliveryState:
    """What the tables say about a delivery."""

    status: str
    attempts: int
    provider_id: str | None
    error: str | None


PATIENT = LambdaContext(milliseconds=100_000)
"""The worker's Lambda has time."""


@dataclass(frozen=True)
class MailDelivery:
    """A worker whose mail goes to a server of the test's own."""

    database: Database
    resend: Resend

    def run(self) -> None:
        """One wake-up call of the worker."""
        assert worker.lambda_handler({"Records": []}, PATIENT) == {"batchItemFailures": []}

    def tell(
        self, user: UUID, kind: str = "something", *, category: str = "campaigns", title: str = "Something",
        message: str = "happened", metadata: dict[str, Any] | None = None,
    ) -> UUID:  # fmt: skip
        """A notification; the id of its delivery."""
        with self.database.connect() as db:
            row = db.execute(
                "select app.notify(%s, %s, %s, %s, %s, %s)",
                (user, category, kind, title, message, Jsonb(metadata or {})),
            ).fetchone()
            assert row is not None
            row = db.execute(
                "select id from notification_deliveries where notification_id = %s", (row[0],)
            ).fetchone()
            assert row is not None
            delivery_id: UUID = row[0]
            return delivery_id

    def tell_everybody(self, number: int) -> list[UUID]:
        """That many users, told one thing each; the ids of their deliveries."""
        with self.database.connect() as db:
            people = [make_user(db, email=f"user-{n:03}@example.com") for n in range(number)]
        return [self.tell(person) for person in people]

    def tell_everybody_else(self) -> UUID:
        """One more user, told later; the id of the delivery."""
        with self.database.connect() as db:
            return self.tell(make_user(db, email="latecomer@example.com"))

    def write(self, **payload: Any) -> UUID:
        """Account mail in the outbox; the id of the message."""
        with self.database.connect() as db:
            row = db.execute(
                "insert into outbox (topic, payload) values ('email', %s) returning id", (Jsonb(payload),)
            ).fetchone()
            assert row is not None
            message_id: UUID = row[0]
            return message_id

    def message(self, message_id: UUID) -> tuple[dict[str, Any], bool, str | None]:
        """Payload, whether it is done, and its error."""
        with self.database.connect() as db:
            row = db.execute(
                "select payload, processed_at is not null, last_error from outbox where id = %s",
                (message_id,),
            ).fetchone()
            assert row is not None
            return row[0], row[1], row[2]

    def state(self, delivery: UUID) -> DeliveryState:
        """What became of a delivery."""
        with self.database.connect() as db:
            row = db.execute(
                "select status, attempts, provider_id, error from notification_deliveries where id = %s",
                (delivery,),
            ).fetchone()
            assert row is not None
            return DeliveryState(*row)

    def make_due(self) -> None:
        """Let the time pass that a message rests, or a lease lasts."""
        self.sql("update outbox set available_at = now() where processed_at is null")

    def sql(self, statement: str, *parameters: object) -> None:
        """Arrange anything."""
        with self.database.connect() as db:
            db.execute(statement, parameters)


@contextmanager
def mail_delivery(
    database: Database, resend: Resend, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MailDelivery]:
    """A worker that sends to `resend` without waiting."""
    pace = Pace(1_000_000, sleep=lambda _: None)

    def adapter() -> ResendEmailAdapter:
        return ResendEmailAdapter("re_test", "mail@example.com", pace=pace, base_url=resend.url)

    with monkeypatch.context() as patched:
        patched.setattr(service, "email_adapter", adapter)
        yield MailDelivery(database, resend)


def dying(after: str) -> Callable[..., Any]:
    """What a crash looks like in the place of a function."""

    def die(*_: object, **__: object) -> Any:
        raise SystemError(f"killed {after}")

    return die
