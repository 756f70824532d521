"""People who are told things, and the stage's key of unsubscribe links."""

import base64
from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.resend import Resend, resend_server
from tests.integration.notifications.mail_delivery import MailDelivery, mail_delivery
from tests.integration.notifications.resend_events import ROLLED, SECRET

API = "https://api.example.org"


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "k" * 32)
    monkeypatch.setenv("API_BASE_URL", API)


@pytest.fixture(autouse=True)
def webhook_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ", ".join(f"whsec_{base64.b64encode(secret).decode()}" for secret in (ROLLED, SECRET))
    monkeypatch.setenv("RESEND_WEBHOOK_SECRET", secrets)


@pytest.fixture
def user(database: Database) -> UUID:
    """Somebody with an inbox."""
    with database.connect() as db:
        return make_user(db, email="reader@example.com")


@pytest.fixture
def other(database: Database) -> UUID:
    """Somebody with another inbox."""
    with database.connect() as db:
        return make_user(db)


@pytest.fixture
def addresses(database: Database) -> None:
    with database.connect() as db:
        for email, reason in (
            ("a@x.org", "bounced"),
            ("a@x.org", "unsubscribed"),
            ("b+tag@x.org", "complained"),
        ):
            db.execute("insert into notification_unsubscribes values (%s, %s, 'evt')", (email, reason))


@pytest.fixture
def delivering(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailDelivery]:
    with resend_server() as resend, mail_delivery(database, resend, monkeypatch) as found:
        yield found


@pytest.fixture
def resend(delivering: MailDelivery) -> Resend:
    return delivering.resend
