"""Statements of creators' profiles: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from common.database import Transaction
from user_management.creators.models import ProfileDraft, StoredProfile

PROFILE: LiteralString = (
    "p.user_id, p.display_name, p.headline, p.slug, p.media_kit_public, p.categories, p.languages, p.country_code,"
    " p.city, p.portfolio_links, p.availability, p.available_from, p.time_zone, p.avatar_url, p.verified,"
    " p.total_followers, p.best_engagement_rate, p.platforms, p.created_at, p.updated_at"
)
RATES: LiteralString = (
    "select coalesce(jsonb_agg(jsonb_build_object('deliverable_type', r.deliverable_type, 'currency', r.currency,"
    " 'amount', r.amount) order by r.deliverable_type, r.currency), '[]')"
    " from creator_rates as r where r.user_id = p.user_id"
)
GAPS: LiteralString = "select jsonb_agg(to_jsonb(g)) from app.profile_gaps(p.user_id) as g"


def find_own(tx: Transaction) -> StoredProfile:
    """The actor's profile. Raises `NotFound` for who is no creator."""
    return tx.fetch_one(
        StoredProfile,
        f"select {PROFILE}, ({RATES}) as rates, ({GAPS}) as gaps from creator_profiles as p"
        " where p.user_id = auth.uid()",
    )


def save_own(tx: Transaction, draft: ProfileDraft) -> None:
    """The whole of the actor's profile, as given.

    Raises `NotFound`, `CategoryUnknown`, `NameIsAnAddress`, `SlugTaken`, `SlugReserved`, `TimeZoneUnknown`.
    """
    tx.execute(
        "select app.save_creator_profile(%(profile)s, %(rates)s)",
        {
            "profile": Jsonb(draft.model_dump(mode="json", exclude={"rates"})),
            "rates": Jsonb([rate.model_dump(mode="json") for rate in draft.rates]),
        },
    )


def open_available(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Open creators whose day has come; how many."""
    opened: int = tx.fetch_value(
        "select app.open_available_creators(%(as_of)s, %(most)s)", {"as_of": as_of, "most": at_most}
    )
    return opened


def nudge(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Remind creators of an empty profile; how many."""
    nudged: int = tx.fetch_value(
        "select app.nudge_creators(%(as_of)s, %(most)s)", {"as_of": as_of, "most": at_most}
    )
    return nudged
