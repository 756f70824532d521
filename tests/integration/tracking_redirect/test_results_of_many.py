"""A campaign of two thousand posts, among those of others: its reports take a bounded time, and no table is scanned."""

from time import monotonic
from uuid import UUID

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import ask
from tests.typing import Connection

CREATORS, POSTS_OF_EACH, OTHERS = 200, 10, 14_000
SECONDS = 5.0
"""Far above what it takes (0.1 to 0.5 s where ten others are at work), so that only a wrong plan is too slow."""


def fill(db: Connection, owner: UUID) -> tuple[UUID, UUID]:
    """Two campaigns of a brand: one of 2,000 posts, and one of more than a file holds. Guards are off for both."""
    asked, other = make_campaign(db, owner), make_campaign(db, owner)
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        for campaign, creators in ((asked, CREATORS), (other, OTHERS // POSTS_OF_EACH)):
            db.execute(
                "with c as materialized (select id as campaign_id, brand_id from campaigns where id = %(campaign)s),"
                " p as (insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
                " select campaign_id, brand_id, uuidv7(), uuidv7() from c, generate_series(1, %(creators)s)"
                " returning *),"
                " s as (insert into creator_submissions (campaign_id, brand_id, creator_user_id, participant_id,"
                " deliverable_id, unit, submission_type, content_url, status) select p.campaign_id, p.brand_id,"
                " p.creator_user_id, p.id, uuidv7(), n, 'url', 'https://example.com/p', 'approved'"
                " from p, generate_series(1, %(posts)s) as n returning *),"
                " e as (insert into earnings (creator_user_id, campaign_id, brand_id, submission_id, amount,"
                " gross_amount, fee_amount, currency, available_at) select s.creator_user_id, s.campaign_id,"
                " s.brand_id, s.id, 90, 100, 10, 'usd', now() from s)"
                " insert into campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id,"
                " platform, platform_post_id, url, views, likes, comments, last_synced_at) select s.id,"
                " s.campaign_id, s.brand_id, s.creator_user_id, 'tiktok', s.id::text, s.content_url, 1000, 10, 5,"
                " now() from s",
                {"campaign": campaign, "creators": creators, "posts": POSTS_OF_EACH},
            )
    db.execute("analyze campaign_content_tracking, earnings, campaign_participants, creator_submissions")
    return asked, other


def refused(campaign: UUID, owner: UUID) -> None:
    """A file of more posts than an answer has; the refusal says what there is instead."""
    answer = ask("GET", f"campaigns/{campaign}/performance/posts.csv", owner)
    assert (answer.status, answer.body["code"]) == (422, "ANSWER_TOO_LARGE")
    (detail,) = answer.body["details"]
    instead = detail["instead"].removeprefix("GET /api/v1/")
    assert len(ask("GET", instead, owner, query={"limit": "100"}).body["data"]) == 100


def test_two_thousand_posts_take_a_bounded_time_and_no_scan(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        campaign, other = fill(db, owner)
    for part, query in (("", None), ("/posts", {"limit": "100"}), ("/platforms", None), ("/creators", {"limit": "100"}),
                        ("/posts.csv", None)):  # fmt: skip
        begin = monotonic()
        answer = ask("GET", f"campaigns/{campaign}/performance{part}", owner, query=query)
        assert answer.status == 200
        assert monotonic() - begin < SECONDS, part
    whole = ask("GET", f"campaigns/{campaign}/performance", owner).body["posts"]
    assert (whole["count"], whole["views"], whole["spend"]) == (2_000, 2_000_000, 200_000)
    refused(other, owner)
    with database.connect(autocommit=False) as db, acting_as(db, owner):
        for by in ("whole", "platform", "creator"):
            db.execute("select count(*) from app.sum_posts(%s, null, %s)", (campaign, by))
        scans = db.execute(
            "select relname, seq_scan from pg_stat_xact_user_tables"
            " where relname in ('campaign_content_tracking', 'earnings')"
        ).fetchall()
    assert dict(scans) == {"campaign_content_tracking": 0, "earnings": 0}
