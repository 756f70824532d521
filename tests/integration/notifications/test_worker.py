"""The worker of the queue of mails: what it leaves to the next, and to a better day."""

from uuid import UUID

import pytest

from common.database import transaction
from common.identity import SERVICE
from common.settings import settings
from notifications import worker
from notifications.delivery import repository
from tests.conftest import Database
from tests.counted import counted
from tests.factories.events import LambdaContext
from tests.factories.resend import Resend
from tests.integration.notifications.mail_delivery import PATIENT, DeliveryState, MailDelivery


def test_where_the_integration_is_off_mail_waits(
    delivering: MailDelivery, resend: Resend, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = delivering.tell(user)
    monkeypatch.setenv("STAGE", "prod")
    monkeypatch.delenv("RESEND_API_KEY", raising=False)
    settings.cache_clear()
    try:
        delivering.run()
    finally:
        monkeypatch.setenv("STAGE", "local")
        settings.cache_clear()
    assert (resend.requests, delivering.state(delivery)) == ([], DeliveryState("pending", 0, None, None))
    delivering.run()
    assert delivering.state(delivery).status == "sent"


def test_without_a_key_for_unsubscribe_links_only_account_mail_goes_out(
    delivering: MailDelivery, resend: Resend, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = delivering.tell(user)
    delivering.write(template="erasure_receipt", to="new@example.com", request_id="r-1")
    monkeypatch.delenv("UNSUBSCRIBE_SIGNING_KEY")
    delivering.run()
    assert resend.recipients() == ["new@example.com"]
    assert delivering.state(delivery) == DeliveryState("pending", 0, None, None)


def test_a_worker_without_time_leaves_the_rest_to_the_next(
    delivering: MailDelivery, resend: Resend, user: UUID
) -> None:
    delivery = delivering.tell(user)
    worker.lambda_handler({}, LambdaContext(milliseconds=int(worker.ONE_BATCH_SECONDS * 1000)))
    assert (resend.requests, delivering.state(delivery).status) == ([], "pending")
    with transaction(SERVICE) as tx:
        assert repository.count_due(tx) == 1


def test_while_one_worker_sends_another_leaves_it_to_that_one(
    delivering: MailDelivery, resend: Resend, user: UUID, database: Database
) -> None:
    """The provider counts the requests of both, and each would keep a pace of its own."""
    delivery = delivering.tell(user)
    with database.connect() as another:
        another.execute("select pg_advisory_lock(hashtextextended('send mails', 0))")
        assert worker.lambda_handler({}, PATIENT) == {"batchItemFailures": []}
        assert (resend.requests, delivering.state(delivery).status) == ([], "pending")
        another.execute("select pg_advisory_unlock_all()")
    worker.lambda_handler({}, PATIENT)
    assert delivering.state(delivery).status == "sent"


def test_who_has_sent_lets_another_send(
    delivering: MailDelivery, user: UUID, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivering.tell(user)
    worker.lambda_handler({}, PATIENT)
    monkeypatch.setattr(worker, "deliver", _fail)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        worker.lambda_handler({}, PATIENT)
    with database.connect() as another:
        tried = another.execute("select pg_try_advisory_lock(hashtextextended('send mails', 0))").fetchone()
    assert tried == (True,)


def test_mails_are_counted_by_their_end(
    delivering: MailDelivery, resend: Resend, user: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    delivering.tell(user)
    delivering.run()
    assert counted(capsys) == {"mails_sent": 1}
    delivering.run()
    assert counted(capsys) == {}
    delivering.write(template="unheard_of", to="new@example.com")
    delivering.run()
    assert counted(capsys) == {"mails_failed": 1}


def _fail(_deadline: object) -> None:
    raise RuntimeError("a fault of ours")
