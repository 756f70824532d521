"""Figures of tracked posts that a release before stored, when unknown becomes NULL; and the way back."""

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.money import make_deal
from tests.factories.posts import approve, make_post

UP, _, DOWN = (
    (database_directory() / "migrations" / "20261206000400_post_results.sql")
    .read_text(encoding="utf-8")
    .partition("-- migrate:down")
)


def test_what_nobody_told_is_unknown_and_what_was_told_stays(database: Database) -> None:
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(DOWN.encode())
    with database.connect() as db:
        deal = make_deal(db, budget=0)
        for post, platform, views, shares, read in (
            ("unread", "tiktok", 0, 0, None), ("quiet", "tiktok", 0, 0, "now()"), ("video", "youtube", 0, 0, "now()"),
            ("reel", "instagram", 0, 0, "now()"), ("told", "instagram", 5, 6, "now()"),
        ):  # fmt: skip
            make_post(
                db, approve(db, deal, 0), platform=platform, platform_post_id=post, views=views,
                likes=0, comments=0, shares=shares, last_synced_at=read,
            )  # fmt: skip
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(UP.encode())
    with database.connect() as db:
        rows = db.execute(
            "select platform_post_id, views, likes, comments, shares from campaign_content_tracking"
        ).fetchall()
        forced = db.execute(
            "select relforcerowsecurity from pg_class where oid = 'campaign_content_tracking'::regclass"
        ).fetchone()
    assert {post: tuple(figures) for post, *figures in rows} == {
        "unread": (None, None, None, None), "quiet": (0, 0, 0, 0), "video": (0, 0, 0, None),
        "reel": (None, 0, 0, None), "told": (5, 0, 0, 6),
    }  # fmt: skip
    assert forced == (True,)
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(DOWN.encode())
    with database.connect() as db:
        rows = db.execute("select views, comments, shares from campaign_content_tracking").fetchall()
    assert all(None not in row for row in rows), "the release before reads numbers"
