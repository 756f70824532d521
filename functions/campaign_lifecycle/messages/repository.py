"""Statements of messages. Which of them somebody may read or mark is a policy of the table."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.messages.models import UnreadMessages
from common.database import Transaction
from common.models.messages import CampaignMessage

MESSAGE: LiteralString = (
    "id, participant_id, campaign_id, sender_user_id, from_creator, body, read_at, created_at,"
    " app.creator_card(creator_user_id) as creator, app.brand_card(brand_id) as brand"
)


def insert_message(tx: Transaction, participant_id: UUID, body: str) -> CampaignMessage:
    """A message of the actor. Raises `NotFound` where the participant is out of sight."""
    return tx.fetch_one(
        CampaignMessage,
        "insert into campaign_messages (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id,"
        " body) select id, campaign_id, brand_id, creator_user_id, auth.uid(), %(body)s"
        f" from campaign_participants where id = %(id)s returning {MESSAGE}",
        {"id": participant_id, "body": body},
    )


def list_messages(
    tx: Transaction, participant_id: UUID, *, before: UUID | None, limit: int
) -> list[CampaignMessage]:
    """Messages, newest first."""
    return tx.fetch_all(
        CampaignMessage,
        f"select {MESSAGE} from campaign_messages where participant_id = %(id)s"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"id": participant_id, "before": before, "limit": limit},
    )


def mark_read(tx: Transaction, participant_id: UUID) -> int:
    """Mark what the other side wrote as read; how many."""
    return tx.execute(
        "update campaign_messages set read_at = now() where participant_id = %(id)s and read_at is null"
        " and from_creator <> (creator_user_id = auth.uid())",
        {"id": participant_id},
    )


def count_unread(tx: Transaction, *, before: UUID | None, limit: int) -> list[UnreadMessages]:
    """Unread messages to the actor, per participant, the newest participant first."""
    return tx.fetch_all(
        UnreadMessages,
        "select participant_id, campaign_id, count(*) as unread from campaign_messages where read_at is null"
        " and from_creator <> (creator_user_id = auth.uid())"
        " and (%(before)s::uuid is null or participant_id < %(before)s)"
        " group by participant_id, campaign_id order by participant_id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
