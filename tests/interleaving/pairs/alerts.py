"""What is told once is told once, however many events say it together."""

from datetime import timedelta
from uuid import uuid4

from common.adapters.payments.port import Dispute
from payments.alerts import repository
from payments.alerts.service import note_dispute
from tests.interleaving.acting import as_service, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import Purse


def _due(db: Connection, purse: Purse) -> Dispute:
    """A dispute of the purse's deposit, with a week to answer."""
    due = value(db, "select now()") + timedelta(days=7)
    return Dispute(f"dp_{uuid4().hex}", "needs_response", 4_000, purse.intent, "fraudulent", due)


def _told(db: Connection, purse: Purse, kind: str) -> int:
    found: int = value(
        db, "select count(*) from notifications where user_id = %s and type = %s", purse.owner, kind
    )
    return found


def a_deadline_is_told_by_two_events(db: Connection) -> Calls:
    purse = Purse(db)
    note = as_service(note_dispute, _due(db, purse))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert _told(db, purse, "dispute_evidence_due") == 1

    return Calls(note, note, check)


def two_sweeps_remind_of_one_deadline(db: Connection) -> Calls:
    purse = Purse(db)
    dispute = _due(db, purse)
    as_service(note_dispute, dispute)()
    remind = as_service(repository.remind_of_evidence, dispute.id, value(db, "select now()"))

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["False", "True"]
        assert _told(db, purse, "dispute_evidence_reminder") == 1

    return Calls(remind, remind, check)
