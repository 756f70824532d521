"""One row that cannot be processed is logged and counted, and holds back no other."""

from datetime import UTC, datetime, timedelta
from typing import LiteralString
from uuid import UUID

import pytest
from psycopg import sql

from campaign_lifecycle import schedule
from campaign_lifecycle.clock.service import run_clock
from tests.actors import Person
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ENDED: dict[str, object] = {"status": "active", "timeline_end": "2026-11-30"}


def poison(
    database: Database, table: LiteralString, column: LiteralString, value: UUID, name: str = "poison"
) -> None:
    """No row of `table` may name `value` any more: whatever has to write one fails."""
    statement = sql.SQL("alter table {} add constraint {} check ({} <> {}::uuid)").format(
        sql.Identifier(table), sql.Identifier(name), sql.Identifier(column), sql.Literal(str(value))
    )
    with database.connect() as db:
        db.execute(statement)


def make_campaigns(database: Database, number: int, **columns: object) -> list[UUID]:
    with database.connect() as db:
        owner = make_user(db, "brand")
        return [make_campaign(db, owner, **columns) for _ in range(number)]


def statuses(database: Database, campaigns: list[UUID]) -> list[str]:
    with database.connect() as db:
        rows = db.execute("select id, status from campaigns where id = any(%s)", (campaigns,)).fetchall()
    found = {row[0]: str(row[1]) for row in rows}
    return [found[campaign] for campaign in campaigns]


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("batch", [1_000, 2])
def test_a_campaign_that_cannot_be_settled_stays_and_the_others_complete(
    database: Database, monkeypatch: pytest.MonkeyPatch, place: int, batch: int
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.TRANSITIONS_A_PASS", batch)
    campaigns = make_campaigns(database, 5, **ENDED)
    poison(database, "campaign_history", "campaign_id", campaigns[place])
    counts = run_clock(NOW)
    assert (counts["completed"], counts["errors"]) == (4, 1)
    expected = ["active" if number == place else "completed" for number in range(5)]
    assert statuses(database, campaigns) == expected
    with database.connect() as db:
        assert db.execute("select count(*) from campaign_history").fetchone() == (4,)


def test_what_failed_is_tried_again_with_the_next_run(database: Database) -> None:
    [stuck, _] = campaigns = make_campaigns(database, 2, **ENDED)
    poison(database, "campaign_history", "campaign_id", stuck)
    run_clock(NOW)
    with database.connect() as db:
        db.execute("alter table campaign_history drop constraint poison")
    counts = run_clock(NOW + timedelta(hours=1))
    assert (counts["completed"], counts["errors"]) == (1, 0)
    assert statuses(database, campaigns) == ["completed", "completed"]


def test_a_draft_that_cannot_start_does_not_keep_others_from_starting_or_ending(database: Database) -> None:
    starting = make_campaigns(database, 3, timeline_start="2026-12-01")
    ending = make_campaigns(database, 2, **ENDED)
    poison(database, "campaign_history", "campaign_id", starting[1])
    counts = run_clock(NOW)
    assert (counts["activated"], counts["completed"]) == (2, 2)
    assert statuses(database, starting + ending) == ["active", "draft", "active", "completed", "completed"]


@pytest.mark.parametrize("kind", ["activated", "completed", "paused"])
def test_a_batch_full_of_failures_does_not_starve_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.TRANSITIONS_A_PASS", 2)
    due: dict[str, dict[str, object]] = {
        "activated": {"timeline_start": "2026-12-01"},
        "completed": dict(ENDED),
        "paused": {"status": "active", "budget_total": 5, "budget_spent": 5},
    }
    campaigns = make_campaigns(database, 7, **due[kind])  # the oldest come first, and all the batch fails
    for number, stuck in enumerate(campaigns[:4]):
        poison(database, "campaign_history", "campaign_id", stuck, name=f"poison{number}")
    counts = run_clock(NOW)
    assert (counts[kind], counts["errors"]) == (3, 4)
    before, after = due[kind].get("status", "draft"), "active" if kind == "activated" else kind
    assert statuses(database, campaigns) == [before] * 4 + [after] * 3


def test_one_pass_says_that_more_is_due_and_what_failed_though_nothing_moved(database: Database) -> None:
    stuck = make_campaigns(database, 2, **ENDED)
    make_campaigns(database, 1, **ENDED)
    for number, campaign in enumerate(stuck):
        poison(database, "campaign_history", "campaign_id", campaign, name=f"poison{number}")
    statement: LiteralString = (
        "select completed, errors, more_due, failed from app.process_campaign_transitions(%s, 2, %s)"
    )
    with database.connect() as db:
        assert db.execute(statement, (NOW, [])).fetchone() == (0, 2, True, stuck)
        assert db.execute(statement, (NOW, stuck)).fetchone() == (1, 0, False, [])


def test_beside_a_failure_the_history_says_why_the_others_moved(database: Database) -> None:
    spent = make_campaigns(database, 2, status="active", budget_total=5, budget_spent=5)
    ended = make_campaigns(database, 2, **ENDED)
    poison(database, "campaign_history", "campaign_id", spent[0], name="poison0")
    poison(database, "campaign_history", "campaign_id", ended[0], name="poison1")
    run_clock(NOW)
    with database.connect() as db:
        reasons = db.execute("select campaign_id, reason from campaign_history").fetchall()
    assert dict(reasons) == {spent[1]: "budget_exhausted", ended[1]: "schedule"}


def test_nothing_but_failures_ends_the_run(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.TRANSITIONS_A_PASS", 1)
    [stuck] = make_campaigns(database, 1, **ENDED)
    poison(database, "campaign_history", "campaign_id", stuck)
    counts = run_clock(NOW)
    assert (counts["completed"], counts["errors"]) == (0, 1)


def test_the_failure_is_in_the_books_of_the_job_and_in_the_log_of_the_database(database: Database) -> None:
    [stuck] = make_campaigns(database, 1, **ENDED)
    poison(database, "campaign_history", "campaign_id", stuck)
    event = {"job": "campaign-transitions", "scheduled_time": "2026-12-01T00:00:00Z"}
    assert schedule.lambda_handler(event, LambdaContext())["status"] == "succeeded"
    with database.connect() as db:
        kept = db.execute("select (counts ->> 'errors')::int from job_runs").fetchone()
    assert kept == (1,)
    log = (database.cluster.data_dir / "server.log").read_text(encoding="utf-8")
    assert f"campaign {stuck} cannot become completed: " in log


def test_late_reviews_that_cannot_be_paid_do_not_hold_back_the_others(
    launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.A_PASS", 2)
    launched.brand.patch(launched.campaign, auto_approve_late_reviews=True)
    submissions = []
    for _ in range(5):
        with launched.database.connect() as db:
            launched.creator = Person(make_user(db))
        launched.accept()
        submissions.append(launched.submit())
    for number, submission in enumerate(submissions[:3]):  # the oldest: more than a pass takes
        stuck = UUID(submission.rsplit("/", 1)[1])
        poison(launched.database, "submission_reviews", "submission_id", stuck, name=f"poison{number}")
    counts = run_clock(datetime.now(UTC) + timedelta(hours=73))
    assert (counts["auto_approved"], counts["errors"]) == (2, 3)
    seen = launched.brand.get(f"{launched.campaign}/submissions")["data"]
    assert [s["status"] for s in reversed(seen)] == ["pending_review"] * 3 + ["approved"] * 2


def make_late_invitations(database: Database, number: int) -> list[UUID]:
    """Invitations whose time is over, the oldest first."""
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner, status="active")
        return [
            make_invitation(
                db, campaign, make_user(db, "creator"), invited_at=NOW - timedelta(days=20),
                expires_at=NOW - timedelta(days=9 - n),
            )
            for n in range(number)
        ]  # fmt: skip


def invitation_statuses(database: Database, invitations: list[UUID]) -> list[str]:
    with database.connect() as db:
        rows = db.execute(
            "select id, status from campaign_invitations where id = any(%s)", (invitations,)
        ).fetchall()
    found = {row[0]: str(row[1]) for row in rows}
    return [found[invitation] for invitation in invitations]


@pytest.mark.parametrize("batch", [1_000, 2])
def test_an_invitation_that_cannot_expire_rolls_back_nothing_and_holds_back_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.TRANSITIONS_A_PASS", batch)
    ended = make_campaigns(database, 2, **ENDED)
    invitations = make_late_invitations(database, 5)
    for number, stuck in enumerate(invitations[:3]):  # more than a small batch takes
        forbid_expiry(database, stuck, f"poison{number}")
    counts = run_clock(NOW)
    assert (counts["completed"], counts["expired_invitations"], counts["errors"]) == (2, 2, 3)
    assert statuses(database, ended) == ["completed"] * 2
    assert invitation_statuses(database, invitations) == ["pending"] * 3 + ["expired"] * 2


def forbid_expiry(database: Database, invitation: UUID, name: str) -> None:
    statement = sql.SQL(
        "alter table campaign_invitations add constraint {} check (status <> 'expired' or id <> {}::uuid)"
    ).format(sql.Identifier(name), sql.Literal(str(invitation)))
    with database.connect() as db:
        db.execute(statement)


@pytest.mark.parametrize(("due", "more"), [(1, False), (2, False), (3, True)])
@pytest.mark.parametrize("kind", ["campaigns", "invitations"])
def test_more_is_due_only_where_something_is_left(
    database: Database, kind: str, due: int, more: bool
) -> None:
    """A batch that was just filled leaves nothing."""
    make_campaigns(database, due, **ENDED) if kind == "campaigns" else make_late_invitations(database, due)
    with database.connect() as db:
        told = db.execute(
            "select more_due from app.process_campaign_transitions(%s, 2, '{}')", (NOW,)
        ).fetchone()
    assert told == (more,)
