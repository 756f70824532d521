"""Use cases of results: what posts of approved work achieved, for whom they concern."""

from uuid import UUID

from common.database import Transaction
from common.errors import AnswerTooLarge, NotFound
from common.models.results import PostResult
from common.money import decimal_text, fraction_text
from common.pagination import decode_id_cursor, page
from common.spreadsheets import csv_text
from tracking_redirect.performance import repository as performance
from tracking_redirect.performance.scope import Scope
from tracking_redirect.results import repository
from tracking_redirect.results.models import CreatorPage, PlatformList, PostPage

CSV_COLUMNS = (
    "creator_user_id", "creator_name", "platform", "url", "status", "missing_since", "gone_at", "submissions", "views",
    "reach", "likes", "comments", "shares", "saves", "engagements", "spend", "cost_per_mille", "cost_per_engagement",
    "currency", "as_of",
)  # fmt: skip
MONEY = ("spend", "cost_per_mille")
MOST_POSTS = 10_000
"""Of one answer: some 2.5 MB."""


def list_posts(tx: Transaction, scope: Scope, *, cursor: str | None, limit: int) -> PostPage:
    """Posts with their figures, newest first: a brand's all, a creator's own. Raises `NotFound`, `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    currency = _require(tx, scope)
    found = page(
        repository.list_posts(tx, scope, before=before, limit=limit + 1), limit, lambda post: post.id
    )
    return PostPage(**found.model_dump(), currency=currency)


def sum_by_platform(tx: Transaction, scope: Scope) -> PlatformList:
    """What posts achieved on each platform. Raises `NotFound`."""
    return PlatformList(currency=_require(tx, scope), data=repository.sum_by_platform(tx, scope))


def list_creators(tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int) -> CreatorPage:
    """What each participant brought, for their brand. Raises `NotFound`, `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    currency = _require(tx, Scope(campaign_id))
    rows = repository.list_creators(tx, campaign_id, before=before, limit=limit + 1)
    found = page(rows, limit, lambda line: line.participant_id)
    fresh = performance.life_freshness(tx)
    return CreatorPage(**found.model_dump(), **fresh.model_dump(), currency=currency)


def posts_csv(tx: Transaction, scope: Scope) -> str:
    """Posts as CSV (RFC 4180), money in the unit of its currency, nothing where a figure is unknown.

    Raises `NotFound`, `AnswerTooLarge`.
    """
    currency = _require(tx, scope)
    posts = repository.list_posts(tx, scope, before=None, limit=MOST_POSTS + 1)
    if len(posts) > MOST_POSTS:
        raise AnswerTooLarge(
            details=[{"instead": f"GET /api/v1/campaigns/{scope.campaign_id}/performance/posts"}]
        )
    return csv_text(CSV_COLUMNS, (_cells(post, currency) for post in posts))


def _cells(post: PostResult, currency: str) -> list[object]:
    row = post.model_dump(mode="json") | {"creator_name": post.creator.display_name, "currency": currency}
    row |= {name: decimal_text(row[name], currency) for name in MONEY if row[name] is not None}
    if post.cost_per_engagement is not None:
        row["cost_per_engagement"] = fraction_text(post.cost_per_engagement, currency)
    return [row[name] for name in CSV_COLUMNS]


def _require(tx: Transaction, scope: Scope) -> str:
    """The campaign's currency. Raises `NotFound` where the actor does not see it, or that part of it."""
    if not performance.sees(tx, scope):
        raise NotFound
    return performance.currency(tx, scope.campaign_id)
