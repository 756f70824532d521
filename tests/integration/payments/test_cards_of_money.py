"""Money names the other side: in earnings, payouts, statements and their files."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.money import Deal, make_deal, make_payout
from tests.factories.payments import request, wallet_id
from tests.factories.people import make_user


@pytest.fixture
def deal(database: Database) -> Deal:
    """A creator who was paid, and a brand, both with names that are formulas."""
    with database.connect() as db:
        deal = make_deal(db)
        make_payout(db, deal, 20_000)
        db.execute("select app.release_budget(%s)", (deal.participant,))
        db.execute("select app.reserve_budget(%s, 700)", (deal.participant,))
        db.execute("select app.claw_back(id, 90, 'Too late') from earnings where kind = 'earned'")
        db.execute("select app.fold_ledger(100)")
        db.execute("update brand_profiles set name = '=Bread' where id = %s", (deal.brand,))
        db.execute("update creator_profiles set display_name = '+Zoë' where user_id = %s", (deal.creator,))
    return deal


def creator_card(deal: Deal) -> dict[str, Any]:
    return {"id": str(deal.creator), "display_name": "+Zoë", "avatar_url": None, "slug": None}


def brand_card(database: Database, deal: Deal) -> dict[str, Any]:
    with database.connect() as db:
        row = db.execute("select logo_url, slug from brand_profiles where id = %s", (deal.brand,)).fetchone()
    assert row is not None
    return {"id": str(deal.brand), "name": "=Bread", "logo_url": row[0], "slug": row[1]}


def rows(path: str, user: UUID) -> list[dict[str, Any]]:
    answer = request("GET", path, user=user)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def file_of(user: UUID) -> list[tuple[str, str]]:
    """(type, party) of each line of a statement's file."""
    answer = request("GET", f"/wallets/{wallet_id(user)}/statement.csv", user=user)
    return [(line["type"], line["party"]) for line in csv.DictReader(io.StringIO(answer.body))]


def test_earnings_and_payouts_name_both_sides(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
    for reader in (deal.creator, admin):
        earnings = rows("/earnings", reader)
        assert {one["kind"] for one in earnings} == {"earned", "clawback"}
        for one in earnings:
            assert (one["creator"], one["brand"]) == (creator_card(deal), brand_card(database, deal))
        (payout,) = rows("/payouts", reader)
        assert payout["creator"] == creator_card(deal)
    assert rows("/earnings", deal.owner) == [], "what a creator earns is no brand's to read"


def test_a_brands_statement_names_the_creator_of_each_booking(deal: Deal) -> None:
    lines = rows(f"/wallets/{wallet_id(deal.owner)}/statement", deal.owner)
    named = {line["kind"]: line["creator"] for line in lines}
    assert named.pop("deposit") is None
    assert set(named) == {"reservation", "clawback"}
    assert all(card == creator_card(deal) for card in named.values())
    assert all(line["brand"] is None for line in lines)
    assert set(file_of(deal.owner)[1:-1]) == {("deposit", ""), ("reservation", "'+Zoë"), ("release", "'+Zoë")}


def test_a_creators_statement_names_the_brand_of_what_was_earned(database: Database, deal: Deal) -> None:
    lines = rows(f"/wallets/{wallet_id(deal.creator)}/statement", deal.creator)
    assert {line["kind"] for line in lines} == {"spend", "payout", "clawback"}
    for line in lines:
        assert line["brand"] == (None if line["kind"] == "payout" else brand_card(database, deal))
        assert line["creator"] is None
    assert {party for kind, party in file_of(deal.creator) if kind == "transfer"} == {"", "'=Bread"}


def test_of_an_erased_creator_the_statement_keeps_the_id(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        db.execute("delete from creator_profiles where user_id = %s", (deal.creator,))
    (booked,) = [
        line
        for line in rows(f"/wallets/{wallet_id(deal.owner)}/statement", deal.owner)
        if line["kind"] == "clawback"
    ]
    assert (booked["creator"]["id"], booked["creator"]["display_name"]) == (
        str(deal.creator), "Former creator",
    )  # fmt: skip
