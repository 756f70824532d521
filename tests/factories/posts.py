"""Posts of approved submissions, as a synchronisation leaves them, and the work that they are."""

from dataclasses import replace
from uuid import UUID, uuid4

from psycopg import sql

from tests.factories.money import Deal, make_participant, make_submission
from tests.factories.people import make_user
from tests.typing import Connection

FIGURES = ("views", "reach", "likes", "comments", "shares", "saves")


def join(db: Connection, deal: Deal) -> Deal:
    """One more creator in the deal's campaign."""
    creator = make_user(db, "creator")
    participant = make_participant(db, deal.campaign, deal.brand, creator)
    return replace(deal, creator=creator, participant=participant)


def approve(db: Connection, deal: Deal, gross: int) -> UUID:
    """Approved work of the deal's creator that paid `gross` minor units; the submission's id."""
    work = make_submission(db, deal, "approved")
    if gross:
        db.execute("select app.reserve_budget(%s, %s)", (deal.participant, gross))
        db.execute("select app.spend_budget(%s, %s)", (work, gross))
    return work


def make_post(db: Connection, submission: UUID, **columns: object) -> str:
    """What a reading found of the submission's post; its id at the platform. A figure that is not named is unknown."""
    values: dict[str, object] = {
        "platform": "tiktok", "platform_post_id": uuid4().hex, "url": "https://www.tiktok.com/@carla/video/7",
        "last_synced_at": "2026-11-20T12:00:00Z", "checked_at": "2026-11-20T12:00:00Z",
    } | columns  # fmt: skip
    db.execute(
        sql.SQL(
            "insert into campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id, {names})"
            " select id, campaign_id, brand_id, creator_user_id, {marks} from creator_submissions"
            " where id = %(submission)s"
        ).format(
            names=sql.SQL(", ").join(map(sql.Identifier, values)),
            marks=sql.SQL(", ").join(map(sql.Placeholder, values)),
        ),
        {**values, "submission": submission},
    )
    return str(values["platform_post_id"])
