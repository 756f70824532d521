"""Statements of the directory: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from user_management.creator_directory.models import (
    CreatorDetails,
    CreatorFilters,
    CreatorOrder,
    FoundCreator,
)

CREATOR: LiteralString = (
    "p.user_id as id, p.display_name, p.headline, p.avatar_url, case when p.media_kit_public then p.slug end as slug,"
    " p.verified, p.categories, p.languages, p.country_code, p.city, p.availability, p.available_from, p.platforms,"
    " p.total_followers, p.best_engagement_rate, p.created_at as joined_at, (select coalesce(jsonb_agg("
    "  jsonb_build_object('deliverable_type', r.deliverable_type, 'currency', r.currency, 'amount', r.amount)"
    "  order by r.deliverable_type, r.currency), '[]')"
    " from creator_rates as r where r.user_id = p.user_id) as rates"
)
ACCOUNTS: LiteralString = (
    "select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('engagement_rate', a.engagement_rate::text)"
    " order by a.followers desc, a.platform), '[]') from app.creator_accounts(p.user_id) as a"
)


def find_creators(
    tx: Transaction,
    filters: CreatorFilters,
    sort: CreatorOrder,
    *,
    after: tuple[str, UUID] | None,
    limit: int,
) -> list[FoundCreator]:
    """Creators whom the filters let through, in that order. Raises `Forbidden` for who is of no brand."""
    key, creator = after or (None, None)
    return tx.fetch_all(
        FoundCreator,
        f"select f.sort_key, {CREATOR}"
        " from app.find_creators(%(asked)s, %(sort)s, %(key)s, %(creator)s, %(limit)s) as f"
        " inner join creator_profiles as p on p.user_id = f.user_id order by f.place",
        {
            "asked": Jsonb(filters.model_dump(mode="json")),
            "sort": sort,
            "key": key,
            "creator": creator,
            "limit": limit,
        },
    )


def find_creator(tx: Transaction, creator_id: UUID) -> CreatorDetails:
    """A creator with their accounts. Raises `NotFound`, also for who may not see them."""
    return tx.fetch_one(
        CreatorDetails,
        f"select {CREATOR}, p.portfolio_links, p.time_zone, ({ACCOUNTS}) as accounts"
        " from creator_profiles as p where p.user_id = %(id)s and app.may_see_creator(p.user_id)",
        {"id": creator_id},
    )
