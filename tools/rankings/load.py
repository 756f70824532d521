"""Ranked accounts as creators of a database, and what a campaign would find among them."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import LiteralString
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from tools.rankings.accounts import MOST_RATE, RankedAccount

Connection = psycopg.Connection[tuple[object, ...]]

USERS: LiteralString = (
    "insert into auth.users (email, app_metadata, confirmed_at)"
    ' values (%(email)s, \'{"role": "creator"}\', now()) returning id'
)
PROFILE: LiteralString = (
    "update creator_profiles set categories = %(categories)s, country_code = %(country)s"
    " where user_id = %(user)s"
)
ACCOUNT: LiteralString = (
    "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count, engagement_rate,"
    " last_synced_at) values (%(user)s, %(platform)s, %(handle)s, %(handle)s, %(followers)s, %(rate)s, %(read)s)"
    " on conflict on constraint social_account_is_one_per_platform do nothing"
)


def people_of(accounts: Sequence[RankedAccount]) -> list[list[RankedAccount]]:
    """Accounts by person: who has one handle on several platforms (letters and digits of it) is one."""

    def key(account: RankedAccount) -> str:
        return re.sub(r"[\W_]", "", account.handle.lower()) or account.handle

    return [list(group) for _, group in groupby(sorted(accounts, key=key), key=key)]


def load(db: Connection, accounts: Sequence[RankedAccount]) -> int:
    """Make creators of the accounts; how many people they are. A rate above 9 is the most that an account may have."""
    people = people_of(accounts)
    for number, person in enumerate(people):
        (user,) = db.execute(USERS, {"email": f"ranked-{number}@example.com"}).fetchall()[0]
        categories = list(dict.fromkeys(c for account in person for c in account.categories))
        country = next((account.country_code for account in person if account.country_code), None)
        db.execute(PROFILE, {"categories": categories, "country": country, "user": user})
        for account in person:
            db.execute(
                ACCOUNT,
                {
                    "user": user, "platform": account.platform, "handle": account.handle[:200],
                    "followers": account.followers, "rate": min(account.rate or 0, MOST_RATE),
                    "read": None if account.rate is None else "2022-09-30",
                },
            )  # fmt: skip
    return len(people)


def make_brand(db: Connection) -> UUID:
    """A brand's owner; their brand comes with them."""
    (row,) = db.execute(
        "insert into auth.users (email, app_metadata, confirmed_at)"
        " values ('brand@example.com', '{\"role\": \"brand\"}', now()) returning id"
    ).fetchall()
    return UUID(str(row[0]))


def find(db: Connection, owner: UUID, brief: dict[str, object], wanted: int) -> list[tuple[object, ...]]:
    """The best for a campaign of that audience and category: rank, score, handle, categories, country, reason."""
    (row,) = db.execute(
        "insert into campaigns (brand_id, created_by, name, category, target_audience)"
        " select m.brand_id, m.user_id, 'Brief', %(category)s, %(audience)s from brand_memberships as m"
        " where m.user_id = %(owner)s returning id",
        {"owner": owner, "category": brief.get("category"), "audience": Jsonb(brief["audience"])},
    ).fetchall()
    with db.transaction():
        db.execute("select app.begin_request(%s)", (Jsonb({"role": "service"}),))
        return db.execute(
            "select s.rank, s.score, (select a.username from social_accounts as a"
            " where a.user_id = s.creator_user_id order by a.platform limit 1),"
            " p.categories, p.country_code, s.reason"
            " from app.match_creators(%s, %s) as s inner join creator_profiles as p on p.user_id = s.creator_user_id"
            " order by s.rank",
            (row[0], wanted),
        ).fetchall()
