"""The routes of a participation's messages are doors to its conversation: by the same rules, in the old shape."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.actors import Person, in_process
from tests.conftest import Database
from tests.factories.deals import act, value
from tests.factories.messaging import read_up_to, send
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.integration.campaign_lifecycle.message_doors import bodies, in_conversations, talk_of


def test_what_is_written_by_one_door_is_read_by_the_other(
    launched: LaunchedCampaign, participant: str
) -> None:
    written = launched.creator.post(f"{participant}/messages", body="By the old one")
    talk = f"/conversations/{talk_of(launched)}/messages"
    brand = Person(launched.brand.id, in_conversations)
    (read,) = brand.get(talk)["data"]
    assert (read["id"], read["body"], read["seq"]) == (written["id"], "By the old one", 1)
    sent = brand.post(talk, client_id=written["id"], body="By the new one")["message"]
    (newest, _) = launched.creator.get(f"{participant}/messages")["data"]
    assert (newest["id"], newest["body"], newest["from_creator"]) == (sent["id"], "By the new one", False)
    assert [row["unread"] for row in launched.creator.get("/participants/messages/unread")["data"]] == [1]


def test_what_the_system_says_has_no_place_in_the_old_shape(
    launched: LaunchedCampaign, participant: str
) -> None:
    launched.creator.post(f"{participant}/messages", body="Hello")
    with launched.database.connect() as db:
        db.execute(
            "select app.put_message(c, null, 'system', null, 'system', 'A notice', '{}', null, '{}')"
            " from conversations as c where id = %s", (talk_of(launched),)
        )  # fmt: skip
    assert bodies(launched.creator, participant) == ["Hello"]
    assert launched.creator.get("/participants/messages/unread")["data"] == []
    assert launched.creator.post(f"{participant}/messages/read")["read"] == 0


def test_it_was_read_when_the_first_of_the_other_side_said_so(
    launched: LaunchedCampaign, participant: str, database: Database
) -> None:
    with database.connect() as db:
        second = make_member(db, launched.brand_id, "campaign_manager")
    sent = launched.creator.post(f"{participant}/messages", body="Hello")
    launched.creator.post(f"{participant}/messages", body="Again")
    talk = talk_of(launched)
    with database.connect() as db:
        read_up_to(db, talk, second, 1)
        first_at = value(db, "select last_read_at from conversation_members where user_id = %s", second)
        read_up_to(db, talk, launched.brand.id, 2)
    (again, hello) = launched.creator.get(f"{participant}/messages")["data"]
    assert hello["id"] == sent["id"]
    assert datetime.fromisoformat(hello["read_at"]) == first_at
    assert datetime.fromisoformat(again["read_at"]) > first_at
    with database.connect() as db:
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (second,))
        db.execute("delete from conversation_members where user_id = %s", (launched.brand.id,))
    (_, hello) = launched.creator.get(f"{participant}/messages")["data"]
    assert hello["read_at"] == hello["created_at"], "whoever read it is gone; that it was read is not"


def test_one_key_is_one_message(launched: LaunchedCampaign, participant: str) -> None:
    path = f"/api/v1{participant}/messages"
    answers = [
        in_process("POST", path, user=launched.creator.id, body={"body": "Once"},
                              headers={"idempotency-key": "k"})
        for _ in range(2)
    ]  # fmt: skip
    assert answers[0].body == answers[1].body
    assert bodies(launched.brand, participant) == ["Once"]


def test_what_is_closed_is_read_and_a_new_beginning_comes_first(
    launched: LaunchedCampaign, participant: str
) -> None:
    for body in ("One", "Two", "Three"):
        launched.creator.post(f"{participant}/messages", body=body)
    launched.creator.post(f"{participant}/leave", reason="No time")
    with launched.database.connect() as db:
        later = datetime.now(UTC) + timedelta(days=31)
        db.execute("select app.close_conversations(%s, %s, 10)", (later, UUID(int=0)))
        db.execute("set session_replication_role = replica")
        db.execute("update campaign_participants set left_at = now() - interval '31 days'")
        assert launched.brand.refused("POST", f"{participant}/messages", body="Hello?") == (
            409,
            "CONVERSATION_CLOSED",
        )
        assert bodies(launched.creator, participant) == ["Three", "Two", "One"]
        assert launched.brand.post(f"{participant}/messages/read")["read"] == 3
        db.execute("update campaign_participants set status = 'active', left_at = null")
    launched.creator.post(f"{participant}/messages", body="I am back")
    pages = launched.brand.pages(f"{participant}/messages", limit="2")
    assert [[message["body"] for message in page] for page in pages] == [
        ["I am back", "Three"],
        ["Two", "One"],
    ]


def test_administrators_look_elsewhere_and_say_why(launched: LaunchedCampaign, participant: str) -> None:
    launched.creator.post(f"{participant}/messages", body="Between us")
    with launched.database.connect() as db:
        admin = Person(make_user(db, "admin"))
    assert admin.get(participant)["status"] == "active"
    assert admin.refused("GET", f"{participant}/messages") == (403, "FORBIDDEN")
    assert admin.refused("POST", f"{participant}/messages", body="Hello") == (404, "NOT_FOUND")
    assert admin.get("/participants/messages/unread")["data"] == []
    looking = Person(admin.id, in_conversations).get(
        f"/conversations/{talk_of(launched)}/messages", reason="A complaint"
    )
    assert [message["body"] for message in looking["data"]] == ["Between us"]


def test_readers_see_and_mark_nothing(launched: LaunchedCampaign, participant: str) -> None:
    launched.creator.post(f"{participant}/messages", body="Hello")
    with launched.database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
    assert bodies(analyst, participant) == ["Hello"]
    assert analyst.refused("POST", f"{participant}/messages/read") == (403, "FORBIDDEN")
    assert analyst.refused("POST", f"{participant}/messages", body="Hi") == (403, "FORBIDDEN")
    assert [row["unread"] for row in analyst.get("/participants/messages/unread")["data"]] == [1]


def test_ones_own_answer_is_neither_unread_nor_read(launched: LaunchedCampaign, participant: str) -> None:
    launched.creator.post(f"{participant}/messages", body="Hello")
    launched.brand.post(f"{participant}/messages", body="Before it was read")
    assert [row["unread"] for row in launched.brand.get("/participants/messages/unread")["data"]] == [1]
    assert launched.brand.post(f"{participant}/messages/read")["read"] == 1


def test_two_who_read_at_once_are_told_of_each_message_once(
    launched: LaunchedCampaign, participant: str
) -> None:
    launched.creator.post(f"{participant}/messages", body="Hello")
    talk = talk_of(launched)
    with launched.database.connect() as db, launched.database.connect(autocommit=False) as held:
        second = make_member(db, launched.brand_id, "campaign_manager")
        send(db, talk, launched.creator.id, "Again")
        held.execute("select from conversations where id = %s for no key update", (talk,))
        held.rollback()
        counts = [
            act(db, who, "select app.read_participation(%s)", UUID(participant.rpartition("/")[2]))
            for who in (second, launched.brand.id)
        ]
    assert counts == [2, 0]
