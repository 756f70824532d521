"""The search: what is found and by whom, what is never found, and what a query may say."""

from typing import Any

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import Market, offer
from tests.factories.messaging import ask_support, open_conversation
from tests.factories.messaging import send as write
from tests.factories.people import make_member
from tests.integration.messaging.writing import Writing, begin, send


@pytest.fixture
def writing(database: Database) -> Writing:
    """Two sides who may write to each other."""
    return begin(database)


def find(who: Person, q: str, **query: str) -> list[str]:
    """Snippets of what somebody finds."""
    return [hit["snippet"] for hit in hits(who, q, **query)]


def hits(who: Person, q: str, **query: str) -> Any:
    """What somebody finds."""
    return who.get("/messages/search", q=q, **query)["data"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("summer", True),
        ("SUMMER", True),
        ("launch summer", True),
        ("ummer lau", True),
        ('"summer launch"', True),
        ('"launch summer"', False),
        ("summer -launch", False),
        ("winter", False),
        ("winter or summer", True),
        ("50%", True),
        ("5_%", False),
        ("grüße", True),
        ("\\\\", False),
        ("🎉🎉", False),
    ],
)
def test_words_in_any_order_and_pieces_of_the_text_are_found(writing: Writing, q: str, found: bool) -> None:
    body = "Our Summer launch is on Monday, 50% of it. Grüße"
    writing.write(None, body)
    assert find(writing.brand, q) == ([body] if found else [])


@pytest.mark.parametrize(
    "q",
    [
        "a' or true --",
        "none & | ! <-> (",
        "':*",
        "')) or 1=1 --",
        "%s %(a)s $1",
        "tea\u202e",
        "\U0001f389\U0001f389",
        "::",
    ],
    ids=ascii,
)
def test_a_query_that_looks_like_one_of_the_database_is_a_text(writing: Writing, q: str) -> None:
    writing.write(None, "Tea at five.")
    assert find(writing.brand, q) == []
    writing.write(None, f"They wrote {q} to me.")
    assert [text.replace("They wrote ", "") for text in find(writing.brand, q)] == [f"{q} to me."]


@pytest.mark.parametrize(
    "q", ["", "a", " a ", "   ", "\u200b\u200b\u200b", "x" * 101, "\u3164\u3164"], ids=ascii
)
def test_what_is_empty_short_huge_or_unseen_is_refused(writing: Writing, q: str) -> None:
    answer = send("GET", "/api/v1/messages/search", user=writing.brand.id, query={"q": q})
    assert (answer.status, answer.body["code"]) in {(422, "SEARCH_REFUSED"), (422, "VALIDATION_FAILED")}, (
        answer.body
    )
    assert answer.body["details"]


def test_without_a_query_nothing_is_searched(writing: Writing) -> None:
    assert send("GET", "/api/v1/messages/search", user=writing.brand.id).status == 422


def test_people_find_what_is_in_their_own_conversations_and_nothing_else(writing: Writing) -> None:
    other = begin(writing.database)
    writing.write(None, "The password is swordfish.")
    other.write(other.brand, "No swordfish here.")
    with writing.database.connect() as db:
        analyst = Person(make_member(db, writing.talk.brand, "analyst"), send)
    for who in (writing.brand, writing.person, analyst):
        assert find(who, "swordfish") == ["The password is swordfish."]
    assert find(other.person, "swordfish") == ["No swordfish here."]
    assert find(writing.stranger, "swordfish") == []
    for conversation, found in ((writing, 1), (other, 0)):
        asked = str(conversation.talk.conversation)
        assert len(find(writing.brand, "swordfish", conversation_id=asked)) == found
    with writing.database.connect() as db:
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (analyst.id,))
    assert find(analyst, "swordfish") == []


def test_administrators_find_what_is_with_support_and_the_rest_with_a_reason(writing: Writing) -> None:
    writing.write(None, "Between us: swordfish.")
    with writing.database.connect() as db:
        person, support = ask_support(db)
        write(db, support, person, "Help, swordfish!")
    assert find(writing.admin, "swordfish") == ["Help, swordfish!"]
    seen = find(writing.admin, "swordfish", reason="A report says so")
    assert sorted(seen) == ["Between us: swordfish.", "Help, swordfish!"]
    with writing.database.connect() as db:
        logged = db.execute(
            "select user_id, metadata ->> 'reason' from audit_logs where action = 'conversations.look'"
        ).fetchall()
    assert logged == [(writing.admin.id, "A report says so")]
    for who, reason, code in ((writing.admin, " ", "REASON_MISSING"), (writing.brand, "me", "FORBIDDEN")):
        query = {"q": "swordfish", "reason": reason}
        assert send("GET", "/api/v1/messages/search", user=who.id, query=query).body["code"] == code


def test_what_was_redacted_or_erased_is_not_found(writing: Writing) -> None:
    redacted, erased, kept = (writing.write(None, f"swordfish {n}") for n in range(3))
    with writing.database.connect() as db:
        db.execute(
            "insert into message_originals (conversation_id, seq, body, why)"
            " select conversation_id, seq, body, 'redaction' from messages where seq = %s",
            (redacted,),
        )
        db.execute(
            "update messages set redacted_at = now(), redaction_reason = 'abuse' where seq = %s", (redacted,)
        )
        db.execute("update messages set body = '[erased]' where seq = %s", (erased,))
    assert [hit["seq"] for hit in hits(writing.brand, "swordfish")] == [kept]
    assert hits(writing.brand, "erased") == []
    assert len(hits(writing.admin, "swordfish", reason="A report")) == 1


def test_the_newest_hundred_of_many_come_newest_first(writing: Writing) -> None:
    writing.write_many(130, "swordfish")
    assert [hit["seq"] for hit in hits(writing.brand, "swordfish")] == [*range(130, 30, -1)]


def test_of_a_long_text_a_piece_around_the_place_is_shown(writing: Writing) -> None:
    writing.write(None, "a " * 2_000 + "swordfish" + " b" * 2_000)
    (shown,) = find(writing.brand, "swordfish")
    assert "swordfish" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 262
    (words,) = find(writing.brand, "swordfish -nothing")
    assert "swordfish" in words
    assert len(words) <= 262


def test_a_text_of_combining_marks_and_tags_is_shown_as_it_is(writing: Writing) -> None:
    marks = "e" + "\u0301" * 9_000
    writing.write(None, f"swordfish <b onclick=alert(1)>{marks}")
    (shown,) = find(writing.brand, "swordfish")
    assert shown.startswith("swordfish <b onclick=alert(1)>e")
    assert len(shown) <= 262


def test_a_hit_says_where_it_is(writing: Writing) -> None:
    with writing.database.connect() as db:
        direct = writing.talk.conversation
        deal = offer(db, Market(writing.talk.owner, writing.talk.brand, writing.talk.person), 10_000)
        about = open_conversation(db, writing.person.id, kind="deal", subject=deal)
        write(db, about, writing.brand.id, "About swordfish.")
    seq = writing.write(None, "Directly: swordfish.")
    first, second = hits(writing.brand, "swordfish")
    assert (first["conversation_id"], first["seq"], first["side"], first["sender_user_id"]) == (
        str(direct), seq, "person", str(writing.person.id),
    )  # fmt: skip
    assert (second["conversation_id"], second["side"]) == (str(about), "brand")
