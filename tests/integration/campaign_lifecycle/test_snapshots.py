"""A campaign's figures, once a day while it runs and once when it is over."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from campaign_lifecycle.clock.service import run_clock
from tests.concurrency import run_at_once
from tests.factories.links import make_link
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.integration.tracking_redirect.events_of_days import record

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
TUESDAY = datetime(2027, 3, 2, 0, tzinfo=UTC)


def snapshots(launched: LaunchedCampaign, campaign: str | None = None) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = launched.brand.get(f"{campaign or launched.campaign}/snapshots")["data"]
    return [(snapshot["snapshot_date"], snapshot["kind"]) for snapshot in reversed(found)]


def test_the_figures_are_taken_once_a_day(launched: LaunchedCampaign) -> None:
    for now in (MONDAY, MONDAY.replace(hour=10), MONDAY.replace(hour=23), TUESDAY, TUESDAY):
        assert run_clock(now)["errors"] == 0
    assert snapshots(launched) == [("2027-03-01", "daily"), ("2027-03-02", "daily")]


def test_the_first_figures_of_a_day_stay(launched: LaunchedCampaign) -> None:
    run_clock(MONDAY)
    launched.accept()
    run_clock(MONDAY.replace(hour=10))
    run_clock(TUESDAY)
    tuesday, monday = launched.brand.get(f"{launched.campaign}/snapshots")["data"]
    assert [s["figures"]["budget_reserved"] for s in (monday, tuesday)] == [0, 10_000]


def test_the_figures_are_right(launched: LaunchedCampaign) -> None:
    launched.accept()
    launched.brand.patch(launched.campaign, budget_total=40_000)
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    with launched.database.connect() as db:
        others = [make_user(db) for _ in range(2)]
        db.execute(
            "insert into tracking_aggregates (campaign_id, brand_id, creator_user_id, aggregate_date, total_clicks,"
            " total_conversions) select id, brand_id, %s, day::date, 20, 1 from campaigns,"
            " generate_series('2027-02-01'::date, '2027-02-03', '1 day') as day where id = %s",
            (launched.creator.id, launched.campaign.rsplit("/", 1)[1]),
        )
    for other in others:
        launched.brand.post(
            f"{launched.campaign}/invitations", creator_user_id=str(other), expires_at="2028-01-01T00:00:00Z"
        )
    run_clock(MONDAY)
    [snapshot] = launched.brand.get(f"{launched.campaign}/snapshots")["data"]
    assert snapshot["figures"] == {
        "status": "active", "currency": "usd", "budget_total": 40_000, "budget_reserved": 0,
        "budget_spent": 10_000, "invitations": {"accepted": 1, "pending": 2}, "participants": {"completed": 1},
        "submissions": {"approved": 1}, "clicks": 60, "conversions": 3,
    }  # fmt: skip


def test_the_figures_count_today(launched: LaunchedCampaign) -> None:
    campaign = UUID(launched.campaign.rsplit("/", 1)[1])
    with launched.database.connect() as db:
        record(db, make_link(db, campaign), at=datetime.now(UTC))
    run_clock(MONDAY)
    [snapshot] = launched.brand.get(f"{launched.campaign}/snapshots")["data"]
    assert (snapshot["figures"]["clicks"], snapshot["figures"]["conversions"]) == (1, 0)


def test_two_jobs_at_once_take_one_snapshot(launched: LaunchedCampaign) -> None:
    take = ("service", "select app.take_daily_snapshots('2027-03-01', null, 10)", ())
    assert run_at_once(launched.database, *[take] * 4) == ["ok"] * 4
    assert snapshots(launched) == [("2027-03-01", "daily")]


def test_many_campaigns_are_looked_at_in_batches(
    launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.LAST_PASS", 2)
    campaigns = [launched.campaign]
    for _ in range(4):
        copy = f"/campaigns/{launched.brand.post(f'{launched.campaign}/duplicate')['id']}"
        launched.brand.post(f"{copy}/launch")
        campaigns.append(copy)
    for _ in range(2):
        run_clock(MONDAY)
    assert [snapshots(launched, campaign) for campaign in campaigns] == [[("2027-03-01", "daily")]] * 5


def test_only_what_runs_has_figures_for_the_day(launched: LaunchedCampaign) -> None:
    draft = f"/campaigns/{launched.brand.post('/campaigns', name='Draft')['id']}"
    paused = f"/campaigns/{launched.brand.post(f'{launched.campaign}/duplicate')['id']}"
    for step in ("launch", "pause"):
        launched.brand.post(f"{paused}/{step}")
    launched.brand.post(f"{launched.campaign}/complete")
    run_clock(MONDAY)
    assert snapshots(launched, draft) == []
    assert snapshots(launched, paused) == [("2027-03-01", "daily")]
    assert [kind for _, kind in snapshots(launched)] == ["completion"]


def test_a_campaign_that_ends_leaves_its_last_figures_and_none_for_the_day(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    end = datetime(2090, 1, 1, tzinfo=UTC)
    assert [run_clock(end)["completed"] for _ in range(2)] == [1, 0]
    [snapshot] = launched.brand.get(f"{launched.campaign}/snapshots")["data"]
    assert (snapshot["kind"], snapshot["figures"]["status"]) == ("completion", "completed")
    assert (snapshot["figures"]["budget_reserved"], snapshot["figures"]["participants"]) == (
        0, {"completed": 1},
    )  # fmt: skip
