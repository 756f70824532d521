"""Statements of visits: one function, one statement, typed rows. A redirect loads them, and no pydantic."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from common.database import Transaction, run_alone
from tracking_redirect.visits.port import Followed, Visit

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Known:
    """A link that works, looked up without a visit."""

    destination_url: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """Whether a view was recorded."""

    recorded: bool


def follow_link(visit: Visit) -> Followed | None:
    """The link of a code, with the click recorded; None where it does not work. Raises `Unavailable`."""
    return run_alone(
        Followed,
        "select destination_url, click_id from app.follow_link(%(code)s, %(address)s, %(agent)s, %(referrer)s,"
        " %(country)s)",
        visit,
    )


def find_destination(code: str) -> str | None:
    """Where a working link leads. Raises `Unavailable`."""
    known = run_alone(Known, "select destination_url from app.find_link(%(code)s)", {"code": code})
    return known.destination_url if known else None


def view_link(visit: Visit) -> bool:
    """Whether there is such a link; then the view is recorded. Raises `Unavailable`."""
    viewed = run_alone(
        Viewed,
        "select app.view_link(%(code)s, %(address)s, %(agent)s, %(referrer)s, %(country)s) as recorded",
        visit,
    )
    return viewed is not None and viewed.recorded


def find_link(row: type[Row], code: str) -> Row | None:
    """The link of `code`, if it works. Raises `DatabaseUnavailable`."""
    return run_alone(
        row,
        "select id, campaign_id, brand_id, creator_user_id, destination_url, expires_at"
        " from app.find_link(%(code)s)",
        {"code": code},
    )


def working_links(tx: Transaction, *, after: str, limit: int) -> list[str]:
    """At most `limit` links that work, by code, each as a JSON line of the snapshot."""
    return tx.fetch_values(
        "select json_build_array(short_code, id, campaign_id, brand_id, creator_user_id, destination_url,"
        " expires_at)::text from tracking_links where short_code > %(after)s and disabled_at is null"
        " and (expires_at is null or expires_at > now()) order by short_code limit %(limit)s",
        {"after": after, "limit": limit},
    )


def insert_visits(tx: Transaction, visits: str, today: date) -> int:
    """Store a JSON array of visits, each once however often it comes; how many were new.

    PostgreSQL reads the JSON itself: an array per column costs Python more than PostgreSQL needs to insert.
    Visits of past days mark those days for the nightly aggregation. A mark that is there is locked, not rewritten:
    an aggregation must not take it away before these visits are there to be counted.
    """
    stored: int = tx.fetch_value(
        "with sent as ("
        " select * from json_to_recordset(%(visits)s::json) as v (id uuid, at timestamptz, type text, link uuid,"
        "  campaign uuid, brand uuid, creator uuid, visitor uuid, agent text, referrer text, country text)"
        "), stored as ("
        " insert into tracking_events (id, created_at, event_type, tracking_link_id, campaign_id, brand_id,"
        "  creator_user_id, visitor_ip_hash, user_agent, referrer, metadata)"
        " select id, at, type, link, campaign, brand, creator, visitor, agent, referrer,"
        "  case when country > '' then jsonb_build_object('country', country) else '{}' end from sent"
        " on conflict (id, created_at) do nothing returning created_at"
        "), late as ("
        " insert into tracking_late_days (day)"
        " select distinct (created_at at time zone 'UTC')::date from stored"
        " where created_at < %(today)s::timestamp at time zone 'UTC' order by 1"
        " on conflict (day) do update set created_at = excluded.created_at where false"
        ") select count(*) from stored",
        {"visits": visits, "today": today},
    )
    return stored
