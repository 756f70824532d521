"""Conversations through the handler: who opens which, who sees them, and how a client finds out what has changed."""

from uuid import UUID, uuid4

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import act, make_market, offer, open_gig
from tests.factories.limits import limit
from tests.factories.messaging import talk
from tests.factories.people import make_user
from tests.integration.messaging.conftest import Room, ask, opens

NOT_THERE = (404, "NOT_FOUND")
FORBIDDEN = (403, "FORBIDDEN")


def test_both_sides_open_the_same_one(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, mode="application")
        asked = act(db, market.creator, "select app.apply_to_gig(%s, 'Me!', 10000, '[]')", gig)
    owner, creator = Person(market.owner, ask), Person(market.creator, ask)
    for about in (
        {"kind": "gig", "subject_id": str(asked)},
        {"kind": "direct", "brand_id": str(market.brand), "user_id": str(market.creator)},
    ):
        status, first = opens(owner, **about)
        assert (status, opens(owner, **about), opens(creator, **about)) == (201, (200, first), (200, first))
        seen = creator.get(f"/conversations/{first}")
        assert (seen["kind"], seen["subject_id"]) == (about["kind"], about.get("subject_id"))
        assert (seen["brand"]["id"], seen["person"]["user_id"]) == (str(market.brand), str(market.creator))
        assert seen["me"]["unread_count"] == seen["last_seq"] == 0


def test_whose_a_subject_is_follows_from_the_subject(database: Database) -> None:
    """Whatever else is sent beside it."""
    with database.connect() as db:
        market = make_market(db, 0)
        deal, rival = offer(db, market, 10_000), make_user(db, "brand")
        other = make_market(db, 0)
    about = {"kind": "deal", "subject_id": str(deal), "user_id": str(rival)}
    status, conversation = opens(Person(market.owner, ask), **about)
    assert status == 200, "it came with the offer"
    assert Person(market.creator, ask).get(f"/conversations/{conversation}")["brand_id"] == str(market.brand)
    for stranger in (other.owner, other.creator, rival):
        assert opens(Person(stranger, ask), **about) == NOT_THERE
    assert opens(Person(market.owner, ask), kind="gig", subject_id=str(deal)) == NOT_THERE
    assert opens(Person(market.owner, ask), kind="campaign", subject_id=str(uuid4())) == NOT_THERE


def test_strangers_are_not_written_to(database: Database) -> None:
    with database.connect() as db:
        market, stranger = make_market(db, 0), make_user(db)
        gig = open_gig(db, market, mode="application")
    owner, newcomer = Person(market.owner, ask), Person(stranger, ask)
    assert opens(owner, kind="direct", brand_id=str(market.brand), user_id=str(stranger)) == (
        403,
        "NOT_CONNECTED",
    )
    assert opens(newcomer, kind="direct", brand_id=str(market.brand)) == (403, "NOT_CONNECTED")
    with database.connect() as db:
        act(db, stranger, "select app.apply_to_gig(%s, 'Me.', 1, '[]')", gig)
    assert opens(newcomer, kind="direct", brand_id=str(market.brand))[0] == 201


def test_who_may_only_read_opens_nothing(room: Room) -> None:
    about = {"kind": "direct", "brand_id": str(room.brand_id), "user_id": str(room.person.id)}
    assert opens(room.reader, **about) == FORBIDDEN
    assert opens(room.rival, **about) == NOT_THERE
    assert opens(room.admin, **about) == NOT_THERE
    assert opens(room.owner, **about) == (200, str(room.conversation_id))


def test_nobody_talks_with_themselves(room: Room) -> None:
    for own in ({}, {"user_id": str(room.owner.id)}):
        assert opens(room.owner, kind="direct", brand_id=str(room.brand_id), **own) == (409, "ON_BOTH_SIDES")


@pytest.mark.parametrize(
    "about",
    [
        {"kind": "direct"},
        {"kind": "deal"},
        {"kind": "support", "brand_id": "01981f2e-0000-7000-8000-000000000000"},
        {"kind": "support", "subject_id": "01981f2e-0000-7000-8000-000000000000"},
        {"kind": "pub"},
        {"kind": "direct", "brand_id": "x"},
        {},
    ],
)
def test_what_makes_no_sense_opens_nothing(room: Room, about: dict[str, object]) -> None:
    assert opens(room.person, **about) == (422, "VALIDATION_FAILED")
    assert opens(room.owner, **about) == (422, "VALIDATION_FAILED")


def test_support_is_one_conversation_that_administrators_see(room: Room) -> None:
    status, conversation = opens(room.rival, kind="support")
    assert (status, opens(room.rival, kind="support")) == (201, (200, conversation))
    assert opens(room.admin, kind="support", user_id=str(room.rival.id)) == (200, conversation)
    assert opens(room.owner, kind="support", user_id=str(room.rival.id)) == NOT_THERE
    assert opens(room.admin, kind="support", user_id=str(room.person.id))[0] == 201
    assert [each["id"] for each in room.admin.get("/conversations", kind="support")["data"]].count(
        conversation
    ) == 1
    path = f"/conversations/{conversation}"
    said = room.admin.post(f"{path}/messages", client_id=str(uuid4()), body="How can we help?")["message"]
    assert (said["side"], said["sender"]["name"]) == ("support", "Support")
    assert room.rival.get(path)["me"]["unread_count"] == 1
    assert room.person.refused("GET", path) == room.owner.refused("GET", path) == NOT_THERE


def test_to_others_there_is_no_such_conversation(room: Room) -> None:
    room.say(room.owner)
    for path in (room.path, f"{room.path}/messages"):
        for insider in (room.owner, room.reader, room.person):
            insider.get(path)
        assert room.rival.refused("GET", path) == NOT_THERE
    assert room.rival.get("/conversations")["data"] == []
    for method, what, body in (
        ("PATCH", "", {"archived": True}),
        ("PUT", "/read", {"seq": 1}),
        ("PUT", "/delivered", {"seq": 1}),
        ("POST", "/typing", {}),
        ("POST", "/messages", {"client_id": str(uuid4()), "body": "Hello"}),
    ):
        for outsider in (room.rival, room.admin):
            assert outsider.refused(method, room.path + what, **body) == NOT_THERE, what


def test_administrators_look_for_a_reason_which_is_audited(database: Database, room: Room) -> None:
    room.say(room.owner, "Between us.")
    assert room.admin.refused("GET", room.path) == NOT_THERE
    assert room.admin.refused("GET", f"{room.path}/messages") == NOT_THERE
    assert room.admin.get("/conversations")["data"] == []
    assert room.admin.get(f"{room.path}/messages", reason="A report")["data"][0]["body"] == "Between us."
    assert room.admin.get(room.path, reason="A report")["person"]["user_id"] == str(room.person.id)
    assert len(room.admin.get("/conversations", reason="A report")["data"]) == 1
    with database.connect() as db:
        written = db.execute(
            "select user_id, resource_id, metadata ->> 'reason' from audit_logs where action = 'conversations.look'"
            " order by created_at"
        ).fetchall()
    seen = str(room.conversation_id)
    assert written == [
        (room.admin.id, seen, "A report"), (room.admin.id, seen, "A report"), (room.admin.id, "all", "A report"),
    ]  # fmt: skip
    assert room.admin.refused("GET", room.path) == NOT_THERE  # the next request looks for nothing
    answer = ask("GET", f"/api/v1{room.path}", user=room.admin.id, query={"reason": " \u200b "})
    assert (answer.status, answer.body["code"]) == (422, "REASON_MISSING")
    for who in (room.owner, room.person, room.rival):
        answer = ask("GET", f"/api/v1{room.path}", user=who.id, query={"reason": "I am curious"})
        assert (answer.status, answer.body["code"]) == FORBIDDEN


def test_an_administrator_takes_part_as_themselves(database: Database) -> None:
    """Without a reason, where they are a side of it."""
    with database.connect() as db:
        made = talk(db)
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (made.person,))
    person = Person(made.person, ask)
    path = f"/conversations/{made.conversation}"
    sent = person.post(f"{path}/messages", client_id=str(uuid4()), body="It is me.")
    assert sent["message"]["side"] == "person"
    assert [each["body"] for each in person.get(f"{path}/messages")["data"]] == ["It is me."]


def test_who_is_banned_sees_and_says_nothing_more(database: Database, room: Room) -> None:
    room.say(room.person)
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (room.person.id,))
    assert room.person.refused("GET", room.path) == (403, "ACCOUNT_BANNED")
    body = {"client_id": str(uuid4()), "body": "Hello"}
    assert room.person.refused("POST", f"{room.path}/messages", **body) == (403, "ACCOUNT_BANNED")


def test_an_account_of_less_than_a_week_opens_few(database: Database, room: Room) -> None:
    limit(database, "conversation", 1)
    about = [{"kind": "support"}, {"kind": "direct", "brand_id": str(room.brand_id)}]
    with database.connect() as db:
        db.execute("delete from conversations")
    assert opens(room.person, **about[0])[0] == 201
    assert opens(room.person, **about[0])[0] == 200  # what is there is not new
    answer = ask("POST", "/api/v1/conversations", user=room.person.id, body=about[1])
    assert (answer.status, answer.body["code"]) == (429, "RATE_LIMITED")
    assert '"conversation";r=0' in answer.headers["ratelimit"]
    with database.connect() as db:
        db.execute(
            "update auth.users set created_at = now() - interval '8 days' where id = %s", (room.person.id,)
        )
    assert opens(room.person, **about[1])[0] == 201


def test_typing_is_told_and_nowhere_stored(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[tuple[object, ...]] = []
    monkeypatch.setattr("messaging.typing.service.announce", lambda *said: announced.append(said))

    def shows(who: UUID) -> int:
        return ask("POST", f"/api/v1{room.path}/typing", user=who).status

    assert shows(room.person.id) == 204
    assert announced == [(room.conversation_id, room.person.id, "person")]
    assert [shows(who.id) for who in (room.person, room.owner, room.reader)] == [429, 204, 403]
    with database.connect() as db:
        db.execute("truncate rate_buckets")
        db.execute("update conversations set closed_at = now()")
    assert room.owner.refused("POST", f"{room.path}/typing") == (409, "CONVERSATION_CLOSED")
    assert len(announced) == 2


def test_no_day_sees_more_than_ten_of_a_new_account(database: Database) -> None:
    """At once, and over the day with what comes back: the worst that a bucket lets through."""
    with database.connect() as db:
        row = db.execute(
            "select burst + rate * 24.0 / hours from rate_classes where key = 'conversation'"
        ).fetchone()
    assert row == (10,)


@pytest.mark.parametrize("barrier", ["block", "invitation"])
def test_one_that_is_there_is_answered_whatever_would_keep_it_from_being_begun(
    database: Database, room: Room, barrier: str
) -> None:
    with database.connect() as db:
        if barrier == "block":
            db.execute(
                "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)",
                (room.person.id, room.owner.id),
            )
        else:
            db.execute("set session_replication_role = replica")
            db.execute("delete from campaign_invitations")
    about = {"kind": "direct", "brand_id": str(room.brand_id), "user_id": str(room.person.id)}
    for who in (room.owner, room.person):
        assert opens(who, **about) == (200, str(room.conversation_id))
    with database.connect() as db:
        db.execute("update conversations set closed_at = now()")
    assert opens(room.owner, **about)[0] == 403, "a new one is not begun"


def test_one_that_closes_while_it_is_looked_for_is_begun_anew(database: Database, room: Room) -> None:
    """Between the insertion that finds it and the look at it, as a statement's trigger does here."""
    with database.connect() as db:
        db.execute(
            "create function close_it() returns trigger language plpgsql as $$ begin"
            " update public.conversations set closed_at = now() where id = tg_argv[0]::uuid and closed_at is null;"
            " return null; end $$"
        )
        db.execute(
            "create trigger close_it after insert on conversations for each statement"
            f" execute function close_it('{room.conversation_id}')".encode()
        )
    status, anew = opens(room.owner, kind="direct", brand_id=str(room.brand_id), user_id=str(room.person.id))
    assert status == 201
    assert anew != str(room.conversation_id)
