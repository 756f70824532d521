"""Deadlines are announced once, and act when they have fallen."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign_lifecycle.clock.service import run_clock
from common.database import transaction
from common.identity import SERVICE
from tests.actors import Person
from tests.concurrency import Step, run_at_once
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

LATER = datetime(2089, 12, 30, tzinfo=UTC)
"""Two days before the end of the launched campaign."""


def hours_from_now(hours: float) -> datetime:
    return datetime.now(UTC) + timedelta(hours=hours)


def deadlines(as_of: datetime) -> Step:
    """The announcements of one pass, as the job makes them."""
    statement = (
        "select app.announce_invitation_deadlines(as_of, 10), app.remind_of_reviews(as_of, 10),"
        " app.announce_campaign_ends(as_of, 10) from (values (%s::timestamptz)) as clock (as_of)"
    )
    return "service", statement, (as_of,)


def set_hours(launched: LaunchedCampaign, key: str, hours: int) -> None:
    with launched.database.connect() as db:
        db.execute("insert into admin_settings (key, value) values (%s, to_jsonb(%s::int))", (key, hours))


def test_an_invitation_is_announced_once_before_it_expires(launched: LaunchedCampaign) -> None:
    launched.invite()
    assert run_clock(hours_from_now(11 * 24))["invitations_announced"] == 0
    assert [run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] for _ in range(2)] == [1, 0]
    assert launched.told(launched.creator, "invitation_expires_soon") == 1


def test_an_invitation_that_is_short_from_the_start_is_not_announced(launched: LaunchedCampaign) -> None:
    launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(launched.creator.id),
        expires_at=hours_from_now(47).isoformat(),
    )  # fmt: skip
    assert run_clock(hours_from_now(1))["invitations_announced"] == 0


def test_an_answered_invitation_is_not_announced(launched: LaunchedCampaign) -> None:
    launched.accept()
    assert run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] == 0


def test_an_invitation_expires_after_a_fortnight(launched: LaunchedCampaign) -> None:
    path = launched.invite()
    assert [run_clock(hours_from_now(14 * 24 + 1))["expired_invitations"] for _ in range(2)] == [1, 0]
    assert launched.creator.get(path)["status"] == "expired"
    assert launched.told(launched.creator, "invitation_expired") == 1


def test_a_late_review_reminds_the_brand_once_per_revision_and_nothing_more(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    submission = launched.submit()
    assert run_clock(hours_from_now(71))["reviews_reminded"] == 0
    counts = [run_clock(hours_from_now(73)) for _ in range(2)]
    assert [(c["reviews_reminded"], c["auto_approved"]) for c in counts] == [(1, 0), (0, 0)]
    assert launched.told(launched.brand, "review_late") == 1
    launched.brand.post(f"{submission}/reviews", decision="changes_requested", feedback="Rhymes!")
    assert run_clock(hours_from_now(200))["reviews_reminded"] == 0
    launched.creator.post(f"{submission}/revisions", submission_type="text", description="Rhymes, chimes")
    assert run_clock(hours_from_now(73))["reviews_reminded"] == 1
    assert launched.told(launched.brand, "review_late") == 2
    assert launched.creator.get(submission)["status"] == "pending_review"


def test_a_late_review_approves_and_pays_where_the_campaign_says_so(launched: LaunchedCampaign) -> None:
    set_hours(launched, "review_auto_approve_hours", 96)
    launched.brand.patch(launched.campaign, auto_approve_late_reviews=True)
    launched.accept()
    submission = launched.submit()
    reminded = run_clock(hours_from_now(73))
    assert (reminded["reviews_reminded"], reminded["auto_approved"]) == (1, 0)
    counts = [run_clock(hours_from_now(97)) for _ in range(2)]
    assert [(c["auto_approved"], c["errors"]) for c in counts] == [(1, 0), (0, 0)]
    [review] = launched.brand.get(f"{submission}/reviews")["data"]
    assert (review["decision"], review["reviewer_user_id"]) == ("approved", None)
    assert launched.brand.get(launched.campaign)["budget_spent"] == 10_000
    assert launched.told(launched.creator, "submission_approved") == 1


def test_the_end_of_a_campaign_is_announced_three_days_before_to_all_who_work_on_it(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    with launched.database.connect() as db:
        invited, analyst = Person(make_user(db)), Person(make_member(db, launched.brand_id, "analyst"))
    launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(invited.id), expires_at="2089-12-31T00:00:00Z"
    )
    assert run_clock(datetime(2089, 12, 28, 23, tzinfo=UTC))["ends_announced"] == 0
    launched.brand.post(f"{launched.campaign}/pause")
    assert [run_clock(datetime(2089, 12, 29, tzinfo=UTC))["ends_announced"] for _ in range(2)] == [1, 0]
    told = [
        launched.told(who, "campaign_ends_soon")
        for who in (launched.brand, launched.creator, invited, analyst)
    ]
    assert told == [1, 1, 0, 0]


def test_what_does_not_run_has_no_end_to_announce(launched: LaunchedCampaign) -> None:
    launched.brand.post("/campaigns", name="Draft", timeline_end="2090-01-01")
    launched.brand.post(f"{launched.campaign}/cancel")
    assert run_clock(LATER)["ends_announced"] == 0


def test_two_jobs_at_once_announce_once(launched: LaunchedCampaign) -> None:
    launched.accept()
    launched.submit()
    with launched.database.connect() as db:
        invited = Person(make_user(db))
    launched.brand.post(
        f"{launched.campaign}/invitations", creator_user_id=str(invited.id), expires_at="2089-12-31T00:00:00Z"
    )
    assert run_at_once(launched.database, *[deadlines(LATER)] * 4) == ["ok"] * 4
    assert launched.told(launched.brand, "review_late") == 1
    assert launched.told(launched.brand, "campaign_ends_soon") == 1
    assert launched.told(launched.creator, "campaign_ends_soon") == 1
    assert launched.told(invited, "invitation_expires_soon") == 1


def test_two_jobs_at_once_approve_once(launched: LaunchedCampaign) -> None:
    launched.brand.patch(launched.campaign, auto_approve_late_reviews=True)
    launched.accept()
    submission = launched.submit()
    approve = ("service", f"select app.approve_late_reviews('{LATER.isoformat()}', 10)", ())
    assert run_at_once(launched.database, *[approve] * 3) == ["ok"] * 3
    assert len(launched.brand.get(f"{submission}/reviews")["data"]) == 1
    assert launched.brand.get(launched.campaign)["budget_spent"] == 10_000


def test_a_backlog_of_deadlines_is_worked_off_in_batches(
    launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.A_PASS", 2)
    for _ in range(5):
        with launched.database.connect() as db:
            launched.creator = Person(make_user(db))
        launched.invite()
    assert run_clock(hours_from_now(12 * 24 + 1))["invitations_announced"] == 5


@pytest.mark.parametrize(("amount", "told"), [(9_000, 0), (9_001, 1)])
def test_a_low_budget_is_announced_once_when_less_than_a_tenth_is_left(
    launched: LaunchedCampaign, amount: int, told: int
) -> None:
    launched.brand.patch(launched.campaign, budget_total=10_000)
    invitations = []
    for cents in (amount, 100):
        with launched.database.connect() as db:
            creator = Person(make_user(db))
        draft = {"creator_user_id": str(creator.id), "agreed_amount": cents}
        invitations.append((creator, launched.brand.post(f"{launched.campaign}/invitations", **draft)["id"]))
    for creator, invitation in invitations[:1]:
        creator.post(f"/invitations/{invitation}/accept")
    assert launched.told(launched.brand, "budget_low") == told
    for creator, invitation in invitations[1:]:
        creator.post(f"/invitations/{invitation}/accept")
    assert launched.told(launched.brand, "budget_low") == 1


def test_a_campaign_without_a_budget_never_runs_low(launched: LaunchedCampaign) -> None:
    launched.accept()
    assert launched.told(launched.brand, "budget_low") == 0


def test_nobody_but_the_service_runs_deadlines(launched: LaunchedCampaign) -> None:
    who = str(launched.brand.id)
    assert run_at_once(launched.database, (who, *deadlines(LATER)[1:])) == ["42501"]
    with transaction(SERVICE) as tx:
        assert tx.fetch_value("select app.announce_campaign_ends(%(as_of)s, 1)", {"as_of": LATER}) == 1
