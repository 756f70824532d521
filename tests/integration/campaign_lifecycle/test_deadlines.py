"""Deadlines are announced once, and act when they have fallen."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign_lifecycle.clock.service import run_clock
from common.database import transaction
from common.identity import SERVICE
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.at_once import Step, at_once
from tests.integration.campaign_lifecycle.client import Person
from tests.integration.campaign_lifecycle.stage import Stage

LATER = datetime(2089, 12, 30, tzinfo=UTC)
"""Two days before the end of the stage's campaign."""


def hours_from_now(hours: float) -> datetime:
    return datetime.now(UTC) + timedelta(hours=hours)


def deadlines(as_of: datetime) -> Step:
    """The announcements of one pass, as the job makes them."""
    statement = (
        "select app.announce_invitation_deadlines(as_of, 10), app.remind_of_reviews(as_of, 10),"
        " app.announce_campaign_ends(as_of, 10) from (values (%s::timestamptz)) as clock (as_of)"
    )
    return "service", statement, (as_of,)


def set_hours(stage: Stage, key: str, hours: int) -> None:
    with stage.database.connect() as db:
        db.execute("insert into admin_settings (key, value) values (%s, to_jsonb(%s::int))", (key, hours))


def test_an_invitation_is_announced_once_before_it_expires(stage: Stage) -> None:
    stage.invite()
    assert run_clock(hours_from_now(11 * 24))["invitations_announced"] == 0
    assert [run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] for _ in range(2)] == [1, 0]
    assert stage.told(stage.creator, "invitation_expires_soon") == 1


def test_an_invitation_that_is_short_from_the_start_is_not_announced(stage: Stage) -> None:
    stage.brand.post(
        f"{stage.campaign}/invitations", creator_user_id=str(stage.creator.id),
        expires_at=hours_from_now(47).isoformat(),
    )  # fmt: skip
    assert run_clock(hours_from_now(1))["invitations_announced"] == 0


def test_an_answered_invitation_is_not_announced(stage: Stage) -> None:
    stage.accept()
    assert run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] == 0


def test_an_invitation_expires_after_a_fortnight(stage: Stage) -> None:
    path = stage.invite()
    assert [run_clock(hours_from_now(14 * 24 + 1))["expired_invitations"] for _ in range(2)] == [1, 0]
    assert stage.creator.get(path)["status"] == "expired"
    assert stage.told(stage.creator, "invitation_expired") == 1


def test_a_late_review_reminds_the_brand_once_per_revision_and_nothing_more(stage: Stage) -> None:
    stage.accept()
    submission = stage.submit()
    assert run_clock(hours_from_now(71))["reviews_reminded"] == 0
    counts = [run_clock(hours_from_now(73)) for _ in range(2)]
    assert [(c["reviews_reminded"], c["auto_approved"]) for c in counts] == [(1, 0), (0, 0)]
    assert stage.told(stage.brand, "review_late") == 1
    stage.brand.post(f"{submission}/reviews", decision="changes_requested", feedback="Rhymes!")
    assert run_clock(hours_from_now(200))["reviews_reminded"] == 0
    stage.creator.post(f"{submission}/revisions", submission_type="text", description="Rhymes, chimes")
    assert run_clock(hours_from_now(73))["reviews_reminded"] == 1
    assert stage.told(stage.brand, "review_late") == 2
    assert stage.creator.get(submission)["status"] == "pending_review"


def test_a_late_review_approves_and_pays_where_the_campaign_says_so(stage: Stage) -> None:
    set_hours(stage, "review_auto_approve_hours", 96)
    stage.brand.patch(stage.campaign, auto_approve_late_reviews=True)
    stage.accept()
    submission = stage.submit()
    reminded = run_clock(hours_from_now(73))
    assert (reminded["reviews_reminded"], reminded["auto_approved"]) == (1, 0)
    counts = [run_clock(hours_from_now(97)) for _ in range(2)]
    assert [(c["auto_approved"], c["errors"]) for c in counts] == [(1, 0), (0, 0)]
    [review] = stage.brand.get(f"{submission}/reviews")["data"]
    assert (review["decision"], review["reviewer_user_id"]) == ("approved", None)
    assert stage.brand.get(stage.campaign)["budget_spent"] == 10_000
    assert stage.told(stage.creator, "submission_approved") == 1


def test_the_end_of_a_campaign_is_announced_three_days_before_to_all_who_work_on_it(stage: Stage) -> None:
    stage.accept()
    with stage.database.connect() as db:
        invited, analyst = Person(make_user(db)), Person(make_member(db, stage.brand_id, "analyst"))
    stage.brand.post(
        f"{stage.campaign}/invitations", creator_user_id=str(invited.id), expires_at="2089-12-31T00:00:00Z"
    )
    assert run_clock(datetime(2089, 12, 28, 23, tzinfo=UTC))["ends_announced"] == 0
    stage.brand.post(f"{stage.campaign}/pause")
    assert [run_clock(datetime(2089, 12, 29, tzinfo=UTC))["ends_announced"] for _ in range(2)] == [1, 0]
    told = [stage.told(who, "campaign_ends_soon") for who in (stage.brand, stage.creator, invited, analyst)]
    assert told == [1, 1, 0, 0]


def test_what_does_not_run_has_no_end_to_announce(stage: Stage) -> None:
    stage.brand.post("/campaigns", name="Draft", timeline_end="2090-01-01")
    stage.brand.post(f"{stage.campaign}/cancel")
    assert run_clock(LATER)["ends_announced"] == 0


def test_two_jobs_at_once_announce_once(stage: Stage) -> None:
    stage.accept()
    stage.submit()
    with stage.database.connect() as db:
        invited = Person(make_user(db))
    stage.brand.post(
        f"{stage.campaign}/invitations", creator_user_id=str(invited.id), expires_at="2089-12-31T00:00:00Z"
    )
    assert at_once(stage.database, *[deadlines(LATER)] * 4) == ["ok"] * 4
    assert stage.told(stage.brand, "review_late") == 1
    assert stage.told(stage.brand, "campaign_ends_soon") == 1
    assert stage.told(stage.creator, "campaign_ends_soon") == 1
    assert stage.told(invited, "invitation_expires_soon") == 1


def test_two_jobs_at_once_approve_once(stage: Stage) -> None:
    stage.brand.patch(stage.campaign, auto_approve_late_reviews=True)
    stage.accept()
    submission = stage.submit()
    approve = ("service", f"select app.approve_late_reviews('{LATER.isoformat()}', 10)", ())
    assert at_once(stage.database, *[approve] * 3) == ["ok"] * 3
    assert len(stage.brand.get(f"{submission}/reviews")["data"]) == 1
    assert stage.brand.get(stage.campaign)["budget_spent"] == 10_000


def test_a_backlog_of_deadlines_is_worked_off_in_batches(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.A_PASS", 2)
    for _ in range(5):
        with stage.database.connect() as db:
            stage.creator = Person(make_user(db))
        stage.invite()
    assert run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] == 5


@pytest.mark.parametrize(("amount", "told"), [(9_000, 0), (9_001, 1)])
def test_a_low_budget_is_announced_once_when_less_than_a_tenth_is_left(
    stage: Stage, amount: int, told: int
) -> None:
    stage.brand.patch(stage.campaign, budget_total=10_000)
    invitations = []
    for cents in (amount, 100):
        with stage.database.connect() as db:
            creator = Person(make_user(db))
        draft = {"creator_user_id": str(creator.id), "agreed_amount": cents}
        invitations.append((creator, stage.brand.post(f"{stage.campaign}/invitations", **draft)["id"]))
    for creator, invitation in invitations[:1]:
        creator.post(f"/invitations/{invitation}/accept")
    assert stage.told(stage.brand, "budget_low") == told
    for creator, invitation in invitations[1:]:
        creator.post(f"/invitations/{invitation}/accept")
    assert stage.told(stage.brand, "budget_low") == 1


def test_a_campaign_without_a_budget_never_runs_low(stage: Stage) -> None:
    stage.accept()
    assert stage.told(stage.brand, "budget_low") == 0


def test_nobody_but_the_service_runs_deadlines(stage: Stage) -> None:
    who = str(stage.brand.id)
    assert at_once(stage.database, (who, *deadlines(LATER)[1:])) == ["42501"]
    with transaction(SERVICE) as tx:
        assert tx.fetch_value("select app.announce_campaign_ends(%(as_of)s, 1)", {"as_of": LATER}) == 1
