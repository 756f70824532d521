"""Administrators keep the rules of messages; what cannot be read does not become one."""

from typing import Any

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.messaging.conftest import Room, ask

RULES = "/moderation-rules"
ANIMALS = {
    "key": "animals", "pattern_kind": "words", "pattern": "quick fox\nlazy dog", "action": "remove",
    "sentence": "No animals, please.",
}  # fmt: skip


@pytest.fixture
def admin(database: Database) -> Person:
    """Somebody who keeps the rules."""
    with database.connect() as db:
        return Person(make_user(db, "admin"), ask)


def test_the_defaults_are_there(admin: Person) -> None:
    rules = {rule["key"]: rule for rule in admin.get(RULES)["data"]}
    assert {key: (rule["action"], rule["scope"]) for key, rule in rules.items()} == {
        "card_number": ("remove", "always"),
        "email_address": ("warn", "before_deal"),
        "lookalike_domain": ("hold", "always"),
        "messenger_contact": ("warn", "before_deal"),
        "messenger_link": ("warn", "before_deal"),
        "payment_elsewhere": ("warn", "always"),
        "phone_number": ("warn", "before_deal"),
    }
    assert all(
        rule["active"] and rule["version"] == 1 and rule["updated_by"] is None for rule in rules.values()
    )
    for key, rule in rules.items():
        assert (
            admin.patch(f"{RULES}/{key}", pattern=rule["pattern"], sentence=f"{rule['sentence']}!")["version"]
            == 2
        )


def test_a_rule_holds_from_the_next_message_on(room: Room) -> None:
    made = room.admin.post(RULES, **ANIMALS)
    assert (made["scope"], made["active"], made["version"], made["updated_by"]) == (
        "always", True, 1, str(room.admin.id),
    )  # fmt: skip
    draft = {"client_id": "00000000-0000-4000-8000-000000000001", "body": "The QUICK  Fox"}
    answer = ask("POST", f"/api/v1{room.path}/messages", user=room.owner.id, body=draft)
    assert (answer.status, answer.body["code"], answer.body["error"]) == (
        422,
        "MESSAGE_REFUSED",
        ANIMALS["sentence"],
    )
    off = room.admin.patch(f"{RULES}/animals", active=False)
    assert (off["version"], off["active"]) == (2, False)
    assert room.say(room.owner, "The quick fox")["warnings"] == []
    room.admin.delete(f"{RULES}/animals")
    assert room.admin.refused("GET", f"{RULES}/animals") == (404, "NOT_FOUND")
    assert room.admin.refused("DELETE", f"{RULES}/animals") == (404, "NOT_FOUND")
    assert room.admin.refused("PATCH", f"{RULES}/animals", active=True) == (404, "NOT_FOUND")


def test_what_stays_the_same_is_no_new_version(admin: Person) -> None:
    admin.post(RULES, **ANIMALS)
    assert admin.patch(f"{RULES}/animals", action="remove")["version"] == 1
    assert admin.patch(f"{RULES}/animals")["version"] == 1


def test_every_change_is_audited(database: Database, admin: Person) -> None:
    admin.post(RULES, **ANIMALS)
    admin.patch(f"{RULES}/animals", action="warn")
    admin.delete(f"{RULES}/animals")
    with database.connect() as db:
        said = db.execute(
            "select action from audit_logs where resource_type = 'moderation_rules' and resource_id = 'animals'"
            " and user_id = %s order by id",
            (admin.id,),
        ).fetchall()
    assert [row[0] for row in said] == [f"moderation_rules.{verb}" for verb in ("insert", "update", "delete")]


def test_a_key_is_used_once(database: Database, admin: Person) -> None:
    admin.post(RULES, **ANIMALS)
    assert admin.refused("POST", RULES, **ANIMALS) == (409, "RULE_EXISTS")
    statement = (
        "insert into moderation_rules (key, pattern_kind, pattern, action, sentence)"
        " values ('twice', 'words', 'x', 'warn', 'S')"
    )
    assert sorted(run_at_once(database, *[(str(admin.id), statement, ())] * 2)) == ["23505", "ok"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"pattern_kind": "regex", "pattern": "("}, {"pattern_kind": "regex", "pattern": "((a{99}){99}){99}"},
        {"pattern_kind": "regex", "pattern": "(?<=a)b"}, {"pattern_kind": "regex", "pattern": "a*"},
        {"pattern": ""}, {"pattern": "\u200b"}, {"pattern_kind": "domain", "pattern": "~x"},
        {"pattern_kind": "phone", "pattern": "Germany"}, {"pattern_kind": "card", "pattern": "x"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_rule(admin: Person, wrong: dict[str, str]) -> None:
    assert admin.refused("POST", RULES, **{**ANIMALS, **wrong}) == (422, "PATTERN_INVALID")
    assert admin.refused("GET", f"{RULES}/animals") == (404, "NOT_FOUND")
    admin.post(RULES, **ANIMALS)
    assert admin.refused("PATCH", f"{RULES}/animals", **wrong) == (422, "PATTERN_INVALID")
    assert admin.get(f"{RULES}/animals")["pattern"] == ANIMALS["pattern"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "Animals"}, {"key": "a" * 65}, {"key": ""}, {"pattern": "x" * 8001}, {"action": "burn"},
        {"scope": "never"}, {"sentence": " "}, {"sentence": "x" * 501}, {"pattern_kind": "sql"}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_out_of_shape_is_refused(admin: Person, wrong: dict[str, Any]) -> None:
    assert admin.refused("POST", RULES, **{**ANIMALS, **wrong}) == (422, "VALIDATION_FAILED")


def test_a_kind_and_its_pattern_change_together(admin: Person) -> None:
    admin.post(RULES, **ANIMALS)
    assert admin.refused("PATCH", f"{RULES}/animals", pattern_kind="domain") == (422, "PATTERN_INVALID")
    changed = admin.patch(f"{RULES}/animals", pattern_kind="domain", pattern="zoo.example")
    assert (changed["pattern_kind"], changed["pattern"]) == ("domain", "zoo.example")


def test_a_text_is_tried_and_sent_to_nobody(database: Database, admin: Person) -> None:
    tried = admin.post(f"{RULES}/try", text="n a m e (at) mail dot com, https://paypa1.com")
    assert (tried["action"], tried["rule"]) == ("hold", "lookalike_domain")
    assert [one["rule"] for one in tried["warnings"]] == ["email_address"]
    assert tried["forms"][-1] == "name@mail.com, https://paypa1.com"
    after = admin.post(f"{RULES}/try", text="name@mail.com", before_deal=False)
    assert (after["action"], after["rule"], after["warnings"]) == (None, None, [])
    admin.post(RULES, **ANIMALS, active=False)
    assert admin.post(f"{RULES}/try", text="lazy dog")["action"] is None
    with database.connect() as db:
        assert db.execute("select count(*) from messages").fetchone() == (0,)


def test_nobody_else_keeps_or_reads_them(room: Room) -> None:
    room.admin.post(RULES, **ANIMALS)
    for other in (room.owner, room.person, room.reader, room.rival):
        for method, path, body in (
            ("GET", RULES, {}), ("POST", RULES, ANIMALS), ("POST", f"{RULES}/try", {"text": "x"}),
            ("GET", f"{RULES}/animals", {}), ("PATCH", f"{RULES}/animals", {"active": False}),
            ("DELETE", f"{RULES}/animals", {}),
        ):  # fmt: skip
            assert other.refused(method, path, **body) == (403, "FORBIDDEN"), (method, path)
    assert room.admin.get(f"{RULES}/animals")["active"]
