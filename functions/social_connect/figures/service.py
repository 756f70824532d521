"""Use cases of figures: what platforms told about an account, to read."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.platform import Platform
from common.models.social import AudienceMetrics, ContentPost, CreatorAnalytics
from common.pagination import decode_cursor, page
from social_connect.accounts.service import find_account, require_person
from social_connect.figures import repository


def list_posts(tx: Transaction, platform: Platform, *, cursor: str | None, limit: int) -> Page[ContentPost]:
    """Posts of the actor's account, newest first. Raises `NotFound`, `CursorInvalid`."""
    account = find_account(tx, platform)
    key = cast("tuple[datetime | None, UUID] | None", decode_cursor(cursor, _moment, UUID))
    rows = repository.list_posts(
        tx,
        account.id,
        account.user_id,
        before=key,
        limit=limit + 1,
    )
    return page(rows, limit, lambda post: (post.posted_at or "", post.id))


def list_audience(
    tx: Transaction, platform: Platform, *, cursor: str | None, limit: int
) -> Page[AudienceMetrics]:
    """The audience of the actor's account by day, newest first. Raises `NotFound`, `CursorInvalid`."""
    account = find_account(tx, platform)
    key = cast("tuple[date] | None", decode_cursor(cursor, date.fromisoformat))
    rows = repository.list_audience(
        tx,
        account.id,
        account.user_id,
        before=key[0] if key else None,
        limit=limit + 1,
    )
    return page(rows, limit, lambda day: (day.metric_date,))


def list_analytics(
    tx: Transaction, *, creator_id: UUID | None, platform: Platform | None, since: date | None,
    until: date | None, cursor: str | None, limit: int,
) -> Page[CreatorAnalytics]:  # fmt: skip
    """Figures of the actor, or of `creator_id` for those who may see them, newest first.

    Raises `NotFound`, `CursorInvalid`.
    """
    key = cast("tuple[date, UUID] | None", decode_cursor(cursor, date.fromisoformat, UUID))
    rows = repository.list_analytics(
        tx, creator_id or require_person(tx.actor), platform=platform, since=since, until=until,
        before=key, limit=limit + 1,
    )  # fmt: skip
    return page(rows, limit, lambda day: (day.metric_date, day.id))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
