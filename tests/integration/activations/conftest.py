"""A brand whose code people scan."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.database.scanning import Stall
from tests.factories.resend import resend_server
from tests.integration.activations.asking import ask
from tests.integration.activations.people import People, make_people
from tests.integration.activations.reviewing import Desk
from tests.integration.notifications.mail_delivery import MailDelivery, mail_delivery
from tests.typing import Connection

CODE = "abc1234"


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser: bound by constraints and triggers, not by policies."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def stall(db: Connection) -> Stall:
    """A brand with one open activation, whose code is `abc1234`."""
    return Stall(db, code={"short_code": CODE})


@pytest.fixture
def desk(db: Connection) -> Desk:
    """A brand whose flagged scans are looked at."""
    return Desk(db)


@pytest.fixture
def people(db: Connection) -> People:
    """A brand's members with an active campaign, a stranger, and an administrator."""
    return make_people(db)


@pytest.fixture
def boss(admin: UUID) -> Person:
    """Somebody who runs the platform."""
    return Person(admin, ask)


@pytest.fixture
def delivering(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailDelivery]:
    """A stage that sends mail, with a provider of the test's own."""
    with resend_server() as resend, mail_delivery(database, resend, monkeypatch) as found:
        yield found
