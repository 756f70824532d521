"""Agents who invite, with a provider of mail of the test's own."""

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.factories.resend import resend_server
from tests.integration.agents.inviting import Inviting
from tests.integration.notifications.mail_delivery import mail_delivery


@pytest.fixture
def inviting(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inviting]:
    """A stage that sends."""
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "k" * 32)
    monkeypatch.setenv("MAIL_POSTAL_ADDRESS", "Atomic Influence, 1 Example Street")
    with resend_server() as resend, mail_delivery(database, resend, monkeypatch) as delivering:
        yield Inviting(database, delivering)
