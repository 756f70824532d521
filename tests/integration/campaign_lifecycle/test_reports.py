"""The report of a campaign: a line per participant."""

import csv
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.actors import in_process
from tests.factories.links import make_link
from tests.factories.posts import make_post
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.integration.tracking_redirect.events_of_days import record


def test_the_report_is_a_line_per_participant(launched: LaunchedCampaign) -> None:
    launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = csv.reader(answer.body.splitlines())
    assert header[:5] == ["creator_user_id", "status", "joined_at", "agreed", "spent"]
    assert line[3:5] == ["100.00", "100.00"]
    assert launched.creator.refused("GET", f"{launched.campaign}/report") == (404, "NOT_FOUND")


def test_the_report_counts_today_and_says_as_of_when(launched: LaunchedCampaign) -> None:
    launched.accept()
    with launched.database.connect() as db:
        link = (launched.campaign.rsplit("/", 1)[1], launched.creator.id)
        code = make_link(db, UUID(link[0]), creator_user_id=link[1])
        record(db, code, at=datetime.now(UTC))
        db.execute(
            "insert into conversions (campaign_id, brand_id, creator_user_id, tracking_link_id, order_id, value,"
            " currency) select campaign_id, brand_id, creator_user_id, id, '1', 5, 'usd' from tracking_links"
            " where short_code = %s", (code,),
        )  # fmt: skip
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = csv.reader(answer.body.splitlines())
    found = dict(zip(header, line, strict=True))
    assert (found["clicks"], found["conversions"], found["final"]) == ("1", "1", "no")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(found["as_of"])) < timedelta(minutes=1)


def test_the_report_says_what_posts_achieved_and_cost_and_leaves_out_what_is_unknown(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    submission = launched.submit()
    launched.brand.post(f"{submission}/reviews", decision="approved")
    with launched.database.connect() as db:
        make_post(db, UUID(submission.rsplit("/", 1)[1]), views=3_000, likes=20, comments=5)
    answer = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id)
    header, line = csv.reader(answer.body.splitlines())
    assert header[:13] == [
        "creator_user_id", "status", "joined_at", "agreed", "spent", "released", "currency", "approved",
        "pending_review", "clicks", "conversions", "as_of", "final",
    ], "columns of before stand where they stood"  # fmt: skip
    found = dict(zip(header, line, strict=True))
    assert (found["posts_count"], found["posts_views"], found["posts_views_known"]) == ("1", "3000", "1")
    assert (found["posts_reach"], found["posts_reach_known"], found["posts_saves"]) == ("", "0", "")
    assert (found["spend"], found["posts_spend"], found["posts_cost_per_mille"]) == (
        "100.00",
        "100.00",
        "33.33",
    )
    assert (found["posts_cost_per_engagement"], found["cost_per_click"]) == ("4.000000", "")
    assert found["posts_as_of"].startswith("2026-11-20T12:00:00")
