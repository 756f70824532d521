"""Statements of visits: one function, one statement, typed rows. A redirect loads them, and no pydantic."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from common.database import Transaction, run_alone
from tracking_redirect.visits.port import Followed, Found, Visit

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Viewed:
    """Whether a view was recorded."""

    recorded: bool


def follow_link(visit: Visit) -> Followed | None:
    """The link of a code, with the click recorded; None where it does not work. Raises `Unavailable`."""
    return run_alone(
        Followed,
        "select destination_url, click_id from app.follow_link(%(code)s, %(address)s, %(agent)s, %(referrer)s,"
        " %(country)s, %(scan)s)",
        visit,
    )


def find_link(code: str) -> Found | None:
    """The link of a code, ended or not, without a visit. Raises `Unavailable`."""
    return run_alone(
        Found,
        "select destination_url, expired_url, has_ended from app.look_up_link(%(code)s)",
        {"code": code},
    )


def view_link(visit: Visit) -> bool:
    """Whether there is such a link; then the view is recorded. Raises `Unavailable`."""
    viewed = run_alone(
        Viewed,
        "select app.view_link(%(code)s, %(address)s, %(agent)s, %(referrer)s, %(country)s) as recorded",
        visit,
    )
    return viewed is not None and viewed.recorded


def find_whole_link(row: type[Row], code: str) -> Row | None:
    """The link of `code`, ended or not, with whose it is. Raises `DatabaseUnavailable`."""
    return run_alone(
        row,
        "select id, campaign_id, brand_id, creator_user_id, destination_url, expires_at, expired_url"
        " from app.look_up_link(%(code)s)",
        {"code": code},
    )


def leading_links(tx: Transaction, *, after: str, limit: int) -> list[str]:
    """At most `limit` links that lead anywhere (see `app.link_of`), by code, each as a JSON line of the snapshot."""
    return tx.fetch_values(
        "select json_build_array(short_code, any_case, id, campaign_id, brand_id, creator_user_id, destination_url,"
        " expires_at, expired_url)::text from tracking_links as l where short_code > %(after)s"
        " and disabled_at is null and (expires_at is null or expires_at > now() or expired_url is not null)"
        " and exists (select from brand_memberships as m"
        " join auth.users as u on u.id = m.user_id where m.brand_id = l.brand_id and m.status = 'active'"
        " and u.status = 'active') order by short_code limit %(limit)s",
        {"after": after, "limit": limit},
    )


def store_visits(tx: Transaction, visits: str) -> int:
    """Store a JSON array of visits, each once however often it comes; how many were new."""
    stored: int = tx.fetch_value("select app.store_visits(%(visits)s::json)", {"visits": visits})
    return stored


def days_without_partition(tx: Transaction, days: list[date]) -> list[date]:
    """Those of the days (UTC) whose events could not be stored."""
    return tx.fetch_values(
        "select d.day from unnest(%(days)s::date[]) as d (day)"
        " where to_regclass('public.tracking_events_' || to_char(d.day, 'YYYYMMDD')) is null",
        {"days": days},
    )


def aggregated_days(tx: Transaction, days: list[date]) -> list[date]:
    """Those of the days (UTC) whose figures are in the aggregates: one that has no partition lost its events."""
    return tx.fetch_values("select day from tracking_days where day = any(%(days)s)", {"days": days})
