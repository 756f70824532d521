"""What the tests of agents share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from agents.contact_uploads import service as contact_uploads
from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.people import make_user
from tests.factories.resend import resend_server
from tests.integration.agents.asking import ask
from tests.integration.agents.importing import Importing, begin
from tests.integration.agents.inviting import Inviting
from tests.integration.conftest import empty_bucket
from tests.integration.notifications.mail_delivery import mail_delivery
from tests.typing import Connection

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def contact_bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket `known` that files of contacts go to; the client looks behind their back."""
    contact_uploads.file_store.cache_clear()
    yield from empty_bucket(s3_server, monkeypatch, "CONTACT_FILE_BUCKET", "known")
    contact_uploads.file_store.cache_clear()


@pytest.fixture
def importing(database: Database, contact_bucket: "S3Client") -> Importing:
    """Two agents and an administrator, and a bucket for files."""
    return begin(database, contact_bucket)


@pytest.fixture
def inviting(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inviting]:
    """A stage that sends mail, with a provider of the test's own."""
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "k" * 32)
    monkeypatch.setenv("MAIL_POSTAL_ADDRESS", "Atomic Influence, 1 Example Street")
    with resend_server() as resend, mail_delivery(database, resend, monkeypatch) as delivering:
        yield Inviting(database, delivering)


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser: bound by constraints and triggers, not by policies."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def agent(database: Database) -> Person:
    """Somebody who has just signed up as an agent."""
    with database.connect() as db:
        return Person(make_agent(db, full_name="Agnes Agent"), ask)


@pytest.fixture
def newcomer(database: Database) -> Person:
    """Somebody who has just signed up, and nobody brought."""
    with database.connect() as db:
        return Person(make_user(db, full_name="Nina New"), ask)


@pytest.fixture
def boss(admin: UUID) -> Person:
    """Somebody who decides about agents."""
    return Person(admin, ask)
