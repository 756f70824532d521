"""Links of gates and screens: made once, listed without their token, revoked at once, a hundred at most."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.factories.activations import make_activation, make_activation_code
from tests.factories.rows import insert_row
from tests.integration.activations.asking import ask
from tests.integration.activations.gating import links_of, open_link, shown
from tests.integration.activations.people import People
from tests.typing import Connection

CODE = "ticket000001"


@pytest.fixture
def activation(db: Connection, people: People) -> UUID:
    found = make_activation(db, people.brand, code_mode="single_use")
    make_activation_code(db, found, short_code=CODE)
    return found


def fill(db: Connection, people: People, activation: UUID, count: int) -> None:
    for number in range(count):
        insert_row(db, "activation_staff", {
            "activation_id": activation, "brand_id": people.brand, "created_by": people.owner.id, "kind": "gate",
            "label": f"Gate {number}", "token_hash": hashlib.sha256(uuid4().bytes).digest(),
            "expires_at": datetime.now(UTC) + timedelta(days=1),
        })  # fmt: skip


def test_a_link_is_shown_once_and_only_its_hash_is_kept(
    db: Connection, people: People, activation: UUID
) -> None:
    made = people.manager.post(links_of(activation), kind="gate", label="North")
    address, _, token = made.pop("url").partition("#")
    assert address == "https://go.example.org/q/staff"
    assert len(token) == 24
    assert people.owner.get(links_of(activation))["data"] == [made]
    stored, ends_at, expires_at = db.execute(
        "select s.token_hash, a.ends_at, s.expires_at from activation_staff as s"
        " join activations as a on a.id = s.activation_id"
    ).fetchall()[0]
    assert stored == hashlib.sha256(token.encode()).digest()
    assert expires_at == ends_at + timedelta(hours=48)
    dumped = db.execute("select string_agg(l::text, ' ') from audit_logs as l").fetchall()[0][0]
    assert token not in dumped


def test_no_two_links_have_one_token(people: People, activation: UUID) -> None:
    assert open_link(people, activation).token != open_link(people, activation).token


def test_a_revoked_link_opens_nothing_at_once_and_for_good(
    db: Connection, people: People, activation: UUID
) -> None:
    gate = open_link(people, activation)
    assert gate.told(shown(CODE)) == ["accepted"]
    for _ in range(2):
        people.owner.delete(f"/activation-staff/{gate.id}")
    refused = gate.upload(shown(CODE))
    assert (refused.status, refused.body["code"]) == (401, "STAFF_LINK_ENDED")
    assert people.owner.get(links_of(activation))["data"][0]["revoked_at"] is not None
    with pytest.raises(psycopg.Error, match="append-only"):
        db.execute("update activation_staff set revoked_at = null")


def test_managers_alone_see_make_and_revoke_links(people: People, activation: UUID) -> None:
    gate = open_link(people, activation)
    one = f"/activation-staff/{gate.id}"
    assert people.analyst.get(links_of(activation))["data"] == []
    assert people.stranger.get(links_of(activation))["data"] == []
    assert people.analyst.refused("POST", links_of(activation), kind="gate", label="South") == (
        403,
        "FORBIDDEN",
    )
    assert people.stranger.refused("POST", links_of(activation), kind="gate", label="South") == (
        404,
        "NOT_FOUND",
    )
    assert people.analyst.refused("DELETE", one) == (404, "NOT_FOUND")
    assert people.stranger.refused("DELETE", one) == (404, "NOT_FOUND")
    assert gate.told(shown(CODE)) == ["accepted"]
    people.boss.delete(one)
    assert gate.upload(shown(CODE)).status == 401


@pytest.mark.parametrize(
    "draft",
    [
        {"kind": "door", "label": "x"},
        {"kind": "gate"},
        {"kind": "gate", "label": " "},
        {"kind": "gate", "label": "x" * 101},
    ],
)
def test_what_is_no_link_is_refused(people: People, activation: UUID, draft: dict[str, str]) -> None:
    refused = ask("POST", f"/api/v1{links_of(activation)}", user=people.owner.id, body=draft)
    assert refused.status == 422


def test_an_activation_has_a_hundred_live_links(db: Connection, people: People, activation: UUID) -> None:
    fill(db, people, activation, 99)
    gate = open_link(people, activation)
    refused = ask(
        "POST", f"/api/v1{links_of(activation)}", user=people.owner.id, body={"kind": "gate", "label": "One more"}
    )  # fmt: skip
    assert (refused.status, refused.body["code"]) == (409, "TOO_MANY_STAFF_LINKS")
    assert refused.body["details"] == [{"most": 100}]
    people.owner.delete(f"/activation-staff/{gate.id}")
    open_link(people, activation)


def test_a_link_ends_48_hours_after_its_activation_also_where_that_is_planned_anew(
    db: Connection, people: People, activation: UUID
) -> None:
    gate = open_link(people, activation)
    db.execute(
        "update activations set ends_at = now() - interval '47 hours 59 minutes', starts_at = now() - interval '9 days'"
    )
    assert gate.told(shown(CODE)) == ["not_open"]
    db.execute("update activations set ends_at = now() - interval '48 hours 1 minute'")
    refused = gate.upload(shown(CODE))
    assert (refused.status, refused.body["code"]) == (401, "STAFF_LINK_ENDED")
    late = people.owner.refused("POST", links_of(activation), kind="gate", label="Late")
    assert late == (409, "STAFF_LINK_TOO_LATE")


def test_that_a_link_is_used_shows_to_a_quarter_of_an_hour(
    db: Connection, people: People, activation: UUID
) -> None:
    gate = open_link(people, activation)
    assert people.owner.get(links_of(activation))["data"][0]["last_seen_at"] is None
    gate.told(shown(CODE))
    seen = people.owner.get(links_of(activation))["data"][0]["last_seen_at"]
    assert seen is not None
    gate.told(shown(CODE))
    assert people.owner.get(links_of(activation))["data"][0]["last_seen_at"] == seen
    db.execute("update activation_staff set last_seen_at = now() - interval '16 minutes'")
    gate.told(shown(CODE))
    assert people.owner.get(links_of(activation))["data"][0]["last_seen_at"] >= seen


def test_no_audit_log_keeps_what_a_link_is_known_by(db: Connection, people: People, activation: UUID) -> None:
    gate = open_link(people, activation)
    people.owner.delete(f"/activation-staff/{gate.id}")
    kept = db.execute("select metadata from audit_logs where resource_type = 'activation_staff'").fetchall()
    assert len(kept) == 2
    assert "token_hash" not in str(kept)
