"""The last member: leaves an empty brand only, and what is left stays asleep."""

import json
import threading
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user

Connection = psycopg.Connection[Any]


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def brand(database: Database, owner: UUID) -> UUID:
    with database.connect() as db:
        return brand_of(db, owner)


def leave(
    brand: UUID, user: UUID, *, removed_by: UUID | None = None
) -> tuple[int, str, list[dict[str, Any]]]:
    """Status, code and details."""
    answer = send("DELETE", f"/api/v1/brands/{brand}/members/{user}", user=removed_by or user)
    return (answer.status, "", []) if answer.status == 204 else (
        answer.status, answer.body["code"], answer.body["details"],
    )  # fmt: skip


def pending_deposit(db: Connection, brand: UUID) -> None:
    db.execute(
        "insert into wallet_transactions (wallet_id, transaction_type, amount, currency)"
        " values (app.wallet_of(%s, null, 'usd'), 'deposit', 500, 'usd')", (brand,)
    )  # fmt: skip


def test_the_only_member_leaves_an_empty_brand(owner: UUID, brand: UUID) -> None:
    assert leave(brand, owner)[0] == 204
    assert send("GET", f"/api/v1/brands/{brand}", user=owner).status == 404


@pytest.mark.parametrize("obstacle", ["unsettled_money", "open_deposits", "running_campaigns"])
def test_the_only_member_stays_while_something_is_open(
    database: Database, owner: UUID, brand: UUID, obstacle: str
) -> None:
    with database.connect() as db:
        campaigns = {}
        match obstacle:
            case "unsettled_money":
                fund_brand(db, brand, 500, currency="eur")
            case "open_deposits":
                pending_deposit(db, brand)
            case _:
                named = make_campaign(db, owner, name="Summer", status="paused")
                campaigns = {"campaigns": [
                    {"obstacle": obstacle, "campaign_id": str(named), "name": "Summer"}
                ]}  # fmt: skip
    assert leave(brand, owner) == (409, "BRAND_NOT_EMPTY", [{"obstacles": [obstacle], **campaigns}])
    assert send("GET", f"/api/v1/brands/{brand}", user=owner).status == 200


def test_what_is_over_keeps_nobody(database: Database, owner: UUID, brand: UUID) -> None:
    with database.connect() as db:
        make_campaign(db, owner, status="draft")
        make_campaign(db, owner, status="cancelled")
        pending_deposit(db, brand)
        db.execute("update wallet_transactions set status = 'cancelled'")
    assert leave(brand, owner)[0] == 204


def test_an_administrator_of_the_platform_cannot_empty_it_either(
    database: Database, owner: UUID, brand: UUID
) -> None:
    with database.connect() as db:
        fund_brand(db, brand, 500)
        admin = make_user(db, "admin")
    assert leave(brand, owner, removed_by=admin)[:2] == (409, "BRAND_NOT_EMPTY")


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_a_brand_is_not_left_to_who_is_barred(
    database: Database, owner: UUID, brand: UUID, status: str
) -> None:
    with database.connect() as db:
        fund_brand(db, brand, 500)
        barred = make_member(db, brand, "brand_admin")
        db.execute("update auth.users set status = %s where id = %s", (status, barred))
    assert leave(brand, owner)[:2] == (409, "BRAND_NOT_EMPTY")
    demoted = send("PUT", f"/api/v1/brands/{brand}/members/{owner}", user=owner, body={"roles": ["analyst"]})
    assert (demoted.status, demoted.body["code"]) == (409, "LAST_BRAND_ADMIN")
    assert leave(brand, barred, removed_by=owner)[0] == 204


def test_who_administers_nothing_may_go_while_the_administrator_is_barred(
    database: Database, owner: UUID, brand: UUID
) -> None:
    with database.connect() as db:
        fund_brand(db, brand, 500)
        analyst, admin = make_member(db, brand, "analyst"), make_user(db, "admin")
        db.execute("update auth.users set status = 'suspended' where id = %s", (owner,))
    assert leave(brand, analyst, removed_by=admin)[0] == 204


def test_an_erasure_waits_for_the_deposits_of_a_brand_that_nobody_else_has(
    database: Database, owner: UUID, brand: UUID
) -> None:
    with database.connect() as db:
        pending_deposit(db, brand)
        barred = make_member(db, brand, "brand_admin")
        db.execute("update auth.users set status = 'banned' where id = %s", (barred,))
    answer = send("POST", "/api/v1/users/me/erasure", user=owner)
    assert (answer.status, answer.body["details"]) == (409, [{"obstacles": ["open_deposits"]}])


def test_an_invitation_into_a_brand_that_everybody_left_opens_nothing(
    database: Database, owner: UUID, brand: UUID
) -> None:
    with database.connect() as db:
        person = make_user(db, email="new@example.com")
    body = {"email": "new@example.com", "role": "brand_admin"}
    assert send("POST", f"/api/v1/brands/{brand}/invitations", user=owner, body=body).status == 201
    token = mails(database, "team_invitation")[-1]["token"]
    assert leave(brand, owner)[0] == 204
    answer = send("POST", "/api/v1/team-invitations/accept", user=person, body={"token": token})
    assert (answer.status, answer.body["code"]) == (404, "TEAM_INVITATION_INVALID")


def test_the_clock_starts_no_campaign_of_a_brand_that_everybody_left(
    database: Database, owner: UUID, brand: UUID
) -> None:
    with database.connect() as db:
        left = make_campaign(db, owner, timeline_start="2026-01-01")
        other = make_campaign(db, timeline_start="2026-01-01")
    assert leave(brand, owner)[0] == 204
    with database.connect() as db:
        db.execute("select app.process_campaign_transitions('2026-06-01', 10)")
        found: dict[UUID, str] = dict(db.execute("select id, status from campaigns").fetchall())
        assert found == {left: "draft", other: "active"}
        with pytest.raises(psycopg.Error) as refused:
            db.execute("update campaigns set status = 'active' where id = %s", (left,))
    assert refused.value.sqlstate == "IM005"


def test_of_two_who_remove_each_other_at_once_one_stays(database: Database) -> None:
    for _ in range(10):
        with database.connect() as db:
            owner = make_user(db, "brand")
            brand = brand_of(db, owner)
            fund_brand(db, brand, 500_000)
            other = make_member(db, brand, "brand_admin")
        assert sorted(remove_each_other(database, brand, owner, other)) == ["IU013", "ok"]
        with database.connect() as db:
            row = db.execute(
                "select count(*) from brand_memberships where brand_id = %s and status = 'active'", (brand,)
            ).fetchone()
        assert row == (1,)


def remove_each_other(database: Database, brand: UUID, *people: UUID) -> list[str]:
    """Two transactions that begin together; `ok` or the SQLSTATE of each."""
    barrier, outcomes = threading.Barrier(2), list[str]()

    def remove(who: UUID, whom: UUID) -> None:
        try:
            with database.connect("api_login", autocommit=False) as db:
                db.execute("select app.begin_request(%s)", (json.dumps({"sub": str(who)}),))
                barrier.wait()
                db.execute(
                    "update brand_memberships set status = 'removed' where brand_id = %s and user_id = %s",
                    (brand, whom),
                )
            outcomes.append("ok")
        except psycopg.Error as error:
            outcomes.append(error.sqlstate or "?")

    threads = [threading.Thread(target=remove, args=pair) for pair in (people, people[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes
