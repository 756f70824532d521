"""To be forgotten: asked for, taken back, obstructed, and done after a day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.actors import Person, acting_as
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, mails, send, sign_in, sign_up
from tests.factories.campaigns import make_campaign, make_deliverable, make_invitation
from tests.factories.ledger import account, fund_brand, post
from tests.factories.people import brand_of, make_member, make_user
from user_management.schedule import lambda_handler

ERASURE = "/api/v1/users/me/erasure"


@pytest.fixture
def creator(database: Database, provider: None) -> UUID:
    return UUID(sign_up(role="creator").body["user_id"])


def run_job(days: int = 2) -> dict[str, Any]:
    moment = datetime.now(UTC)
    event = {"job": "user-erasures", "scheduled_time": moment.isoformat()}
    return lambda_handler(event | {"as_of": (moment + timedelta(days=days)).isoformat()}, None)


def test_who_asks_to_be_forgotten_is_forgotten_after_a_day(database: Database, creator: UUID) -> None:
    tokens = sign_in().body
    with database.connect() as db:
        db.execute("select app.notify(%s, 'system', 'hello', 'Hi', 'A message', '{}')", (creator,))
        db.execute(
            "insert into outbox (topic, payload) values ('email', %s)",
            (Jsonb({"to": EMAIL, "template": "x"}),),
        )
        for address in (EMAIL, "other@example.com"):
            db.execute("insert into notification_unsubscribes values (%s, 'unsubscribed')", (address,))
    own = {"phone": "+49 123", "bio": "I am Maria", "time_zone": "Asia/Kolkata"}
    send("PATCH", "/api/v1/users/me", user=creator, body=own)
    asked = send("POST", ERASURE, user=creator)
    assert (asked.status, asked.body["status"]) == (202, "requested")
    assert run_job(days=0)["counts"]["done"] == 0, "there is a day to think again"
    for address in (EMAIL, "other@example.com"):
        sign_in(address, "not-the-password")
    assert run_job()["counts"] == {"done": 1, "refused": 0, "gone": 0, "errors": 0}
    with database.connect() as db:
        left = db.execute("select count(*) from local_identity.sign_in_attempts").fetchone()
    assert left == (1,), "another address's attempts stay"
    assert send("GET", "/api/v1/users/me", user=creator).body["code"] == "ACCOUNT_UNKNOWN"
    assert sign_in().body["code"] == "CREDENTIALS_INVALID"
    assert mails(database, "x") == []
    (receipt,) = mails(database, "erasure_receipt")
    assert (receipt["to"], receipt["removed"]["notifications"]) == (EMAIL, 2)
    with database.connect() as db:
        for table in ("auth.users", "user_profiles", "user_roles", "notifications", "audit_logs",
                      "user_status_log", "idempotency_keys", "erasure_requests",
                      "notification_unsubscribes"):  # fmt: skip
            rows = str(db.execute(f"select to_jsonb(t) from {table} as t").fetchall())
            for trace in ("maria", "Maria", "+49 123", "Kolkata"):
                assert trace not in rows, f"{table} still knows {trace}"
        assert db.execute("select email from notification_unsubscribes").fetchall() == [
            ("other@example.com",)
        ]
        assert db.execute("select count(*) from local_identity.refresh_tokens").fetchone() == (0,)
        assert db.execute("select count(*) from wallets where user_id = %s", (creator,)).fetchone() == (1,)
        admin = make_user(db, "admin")
    (request,) = send("GET", "/api/v1/system/erasures", user=admin).body["data"]
    assert (request["status"], request["receipt"]["notifications"]) == ("done", 2)
    assert tokens["refresh_token"]
    assert sign_up(role="brand").status == 201, "the address is free again"


def test_the_request_can_be_taken_back(creator: UUID) -> None:
    first = send("POST", ERASURE, user=creator).body
    assert send("POST", ERASURE, user=creator).body["id"] == first["id"], "asking twice is asking once"
    assert send("DELETE", ERASURE, user=creator).body["status"] == "cancelled"
    assert send("DELETE", ERASURE, user=creator).status == 404
    assert send("GET", ERASURE, user=creator).body["status"] == "cancelled"
    assert run_job()["counts"]["done"] == 0
    assert sign_in(password=PASSWORD).status == 200


def test_an_administrator_cannot_vanish(database: Database, provider: None) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
    answer = send("POST", ERASURE, user=admin)
    assert (answer.status, answer.body["code"]) == (409, "ERASURE_OBSTRUCTED")
    assert answer.body["details"] == [{"obstacles": ["is_admin"]}]


def test_a_brands_last_admin_hands_over_first(database: Database, provider: None) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        brand = brand_of(db, owner)
        member = make_member(db, brand, "analyst")
        assert send("POST", ERASURE, user=owner).body["details"] == [{"obstacles": ["last_brand_admin"]}]
        db.execute("insert into brand_user_roles values (%s, %s, 'brand_admin')", (brand, member))
        assert send("POST", ERASURE, user=owner).status == 202
        assert run_job()["counts"]["done"] == 1
        assert send("GET", f"/api/v1/brands/{brand}", user=member).body["name"] != "Erased brand"


def test_a_brand_that_nobody_is_left_of_loses_its_name(database: Database, provider: None) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand", full_name="Maria Müller")
        brand = brand_of(db, owner)
        send("POST", ERASURE, user=owner)
        assert run_job()["counts"]["done"] == 1
        row = db.execute(
            "select name, slug, description from brand_profiles where id = %s", (brand,)
        ).fetchone()
    assert row is not None
    assert row[0] == "Erased brand"
    assert row[1].startswith("erased-")


def test_money_that_is_not_settled_stands_in_the_way_also_later(database: Database, creator: UUID) -> None:
    assert send("POST", ERASURE, user=creator).status == 202
    with database.connect() as db:  # earned since the last fold
        post(
            db, (account(db, "stripe_clearing"), -500), (account(db, "creator_payable", user_id=creator), 500)
        )
    assert run_job()["counts"]["refused"] == 1
    refused = send("GET", ERASURE, user=creator).body
    assert (refused["status"], refused["obstacles"]) == ("refused", ["unsettled_money"])
    again = send("POST", ERASURE, user=creator)
    assert (again.status, again.body["details"]) == (409, [{"obstacles": ["unsettled_money"]}])


def test_who_takes_part_is_told_in_which_campaigns_and_leaves_them(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, name="Summer", status="active")
        invitation = make_invitation(db, campaign, creator, agreed_amount=0)
        with acting_as(db, creator):
            row = db.execute("select app.accept_invitation(%s, '{abcdef1}')", (invitation,)).fetchone()
    participant = row[0] if row else None
    answer = send("POST", ERASURE, user=creator)
    assert (answer.status, answer.body["code"]) == (409, "ERASURE_OBSTRUCTED")
    assert "leave" in answer.body["error"]
    named = {
        "obstacle": "open_participations", "campaign_id": str(campaign), "name": "Summer",
        "participant_id": str(participant),
    }  # fmt: skip
    assert answer.body["details"] == [{"obstacles": ["open_participations"], "campaigns": [named]}]
    Person(creator).post(f"/participants/{participant}/leave")
    assert send("POST", ERASURE, user=creator).status == 202
    assert run_job()["counts"]["done"] == 1


def test_who_is_erased_takes_along_what_nobody_approved_and_is_owed_nothing(
    database: Database, creator: UUID
) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        fund_brand(db, brand_of(db, owner), 50_000)
        over, asks = (make_campaign(db, owner, name=name, status="active") for name in ("Summer", "Autumn"))
        deliverable = make_deliverable(db, over, compensation_amount=10_000)
        invitation = make_invitation(db, over, creator)
        waiting = make_invitation(db, asks, creator)
        with acting_as(db, creator):
            db.execute("select app.accept_invitation(%s, '{abcdef1}')", (invitation,))
            work = db.execute(
                "select app.submit_content(%s, %s, 1, 'text', null, null, 'A poem')", (over, deliverable)
            ).fetchone()
            db.execute("select app.negotiate(%s, 900, '')", (waiting,))
    assert work is not None
    brand = Person(owner)
    brand.post(f"/campaigns/{over}/cancel")
    assert send("POST", ERASURE, user=creator).status == 202
    assert run_job()["counts"]["done"] == 1
    reviewed = brand.refused("POST", f"/submissions/{work[0]}/reviews", decision="approved")
    assert reviewed == (409, "SUBMISSION_TRANSITION_FORBIDDEN")
    assert brand.get(f"/submissions/{work[0]}")["status"] == "rejected"
    assert brand.get(f"/invitations/{waiting}")["status"] == "expired"
    with database.connect() as db:
        left = account(db, "brand_available", brand_id=brand_of(db, owner))
        assert db.execute("select ledger.balance(%s)", (left,)).fetchone() == (50_000,)
        told = db.execute(
            "select count(*) filter (where type = 'participant_left' and user_id = %s),"
            " count(*) filter (where user_id = %s) from notifications",
            (owner, creator),
        ).fetchone()
    assert told == (1, 0), "the brand is told, and nobody who is gone"


def test_who_runs_campaigns_alone_is_told_which_also_when_it_is_refused_later(
    database: Database, provider: None
) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        assert send("POST", ERASURE, user=owner).status == 202
        campaigns = [make_campaign(db, owner, name=f"No. {n}", status="active") for n in range(21)]
        assert run_job()["counts"]["refused"] == 1
        told = db.execute(
            "select message, metadata from notifications where user_id = %s and type = 'erasure.refused'", (owner,)
        ).fetchone()  # fmt: skip
    assert told is not None
    assert told[1]["obstacles"] == ["running_campaigns"]
    assert [one["campaign_id"] for one in told[1]["campaigns"]] == [str(one) for one in campaigns[:20]]
    assert '"No. 0", "No. 1"' in told[0]
    assert send("POST", ERASURE, user=owner).body["details"][0]["campaigns"] == told[1]["campaigns"]


def test_the_audit_log_learns_no_addresses(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        rows = db.execute("select metadata from audit_logs where resource_type = 'users'").fetchall()
    assert rows
    assert EMAIL not in str(rows)


def test_only_administrators_list_requests(creator: UUID) -> None:
    assert send("GET", "/api/v1/system/erasures", user=creator).status == 403
