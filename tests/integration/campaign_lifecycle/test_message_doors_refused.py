"""Messages of participations that a rule or a block stops, and words that waited."""

from uuid import UUID

import pytest

from tests.actors import Person, in_process
from tests.factories.deals import act, value
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.integration.campaign_lifecycle.message_doors import bodies, in_conversations


def test_the_rules_of_messages_hold_here_too(launched: LaunchedCampaign, participant: str) -> None:
    path = f"{participant}/messages"
    warned = launched.creator.post(path, body="Write to me: anna@example.com")
    with launched.database.connect() as db:
        kept = value(db, "select metadata -> 'warnings' from messages where id = %s", warned["id"])
    assert kept == ["email_address"]
    for body, sentence in (
        ("My card is 4111 1111 1111 1111", "Never send one"),
        ("Pay at https://paypa1.com/x", "An administrator has to see this first"),
    ):
        answer = in_process("POST", f"/api/v1{path}", user=launched.creator.id, body={"body": body})
        assert (answer.status, answer.body["code"]) == (422, "MESSAGE_REFUSED")
        assert sentence in answer.body["error"]
    with launched.database.connect() as db:
        assert value(db, "select count(*) from messages") == 1
        assert value(db, "select count(*) from held_messages") == 0
        assert value(db, "select last_seq from conversations") == 1


def test_who_is_sent_to_conversations_with_their_first_message_can_open_it_there(
    launched: LaunchedCampaign, participant: str
) -> None:
    """What the refused message had opened is gone with it: it is named by what it is about."""
    body = "Pay at https://paypa1.com/x"
    answer = in_process(
        "POST", f"/api/v1{participant}/messages", user=launched.creator.id, body={"body": body}
    )
    assert answer.status == 422
    with launched.database.connect() as db:
        assert value(db, "select count(*) from conversations where kind = 'campaign'") == 0
    (detail,) = answer.body["details"]
    assert detail == {"rule": "lookalike_domain", "participant_id": participant.rpartition("/")[2]}
    creator = Person(launched.creator.id, in_conversations)
    opened = creator.post("/conversations", kind="campaign", subject_id=detail["participant_id"])
    held = creator.post(f"/conversations/{opened['id']}/messages", client_id=str(UUID(int=7)), body=body)
    assert held["held"]["status"] == "held"


def test_a_blocked_brand_writes_while_the_work_goes_on_and_not_after(
    launched: LaunchedCampaign, participant: str
) -> None:
    with launched.database.connect() as db:
        db.execute(
            "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)",
            (launched.creator.id, launched.brand.id),
        )
    launched.brand.post(f"{participant}/messages", body="About the work")
    launched.brand.post(f"{participant}/remove", reason="Enough")
    assert launched.brand.refused("POST", f"{participant}/messages", body="And") == (403, "BLOCKED")


def test_who_has_blocked_the_brand_is_invited_neither_alone_nor_with_others(
    launched: LaunchedCampaign,
) -> None:
    with launched.database.connect() as db:
        other = make_user(db)
        db.execute(
            "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)",
            (launched.creator.id, launched.brand.id),
        )
    path = f"{launched.campaign}/invitations"
    assert launched.brand.refused("POST", path, creator_user_id=str(launched.creator.id)) == (
        409,
        "CREATOR_NOT_OPEN_TO_BRAND",
    )
    asked = [{"creator_user_id": str(who)} for who in (launched.creator.id, other)]
    answer = launched.brand.post(f"{path}/bulk", invitations=asked)
    assert [(one["invited"], one["code"]) for one in answer["results"]] == [
        (False, "CREATOR_NOT_OPEN_TO_BRAND"),
        (True, None),
    ]


@pytest.mark.parametrize("ends", ["remove", "leave"])
def test_words_that_waited_are_not_sent_for_who_takes_no_part_any_more(
    launched: LaunchedCampaign, participant: str, ends: str
) -> None:
    """What its sender could not send now, an administrator does not send for them; it can be refused."""
    creator, path = launched.creator.id, participant.removeprefix("/participants/")
    with launched.database.connect() as db:
        talk = act(db, creator, "select app.participation_conversation(%s)", path)
        held = act(
            db, creator, "select app.hold_message(%s, uuidv7(), 'See paypa1.com', '{}', null, 'lookalike_domain')",
            talk,
        )  # fmt: skip
        admin = make_user(db, "admin")
    who = launched.brand if ends == "remove" else launched.creator
    who.post(f"{participant}/{ends}", reason="The samples never came.")
    moderator = Person(admin, in_conversations)
    assert moderator.refused("POST", f"/held-messages/{held}/release", reason="Harmless.") == (
        409,
        "SENDER_CANNOT_WRITE",
    )
    assert bodies(launched.brand, participant) == []
    assert moderator.post(f"/held-messages/{held}/refuse", reason="Too late.")["status"] == "refused"


def test_the_brand_still_explains_itself_by_words_that_waited(
    launched: LaunchedCampaign, participant: str
) -> None:
    with launched.database.connect() as db:
        talk = act(
            db, launched.brand.id, "select app.participation_conversation(%s)",
            participant.removeprefix("/participants/"),
        )  # fmt: skip
        held = act(
            db,
            launched.brand.id,
            "select app.hold_message(%s, uuidv7(), 'See paypa1.com', '{}', null, 'one')",
            talk,
        )
        admin = make_user(db, "admin")
    launched.brand.post(f"{participant}/remove", reason="The samples never came.")
    Person(admin, in_conversations).post(f"/held-messages/{held}/release", reason="Harmless.")
    assert bodies(launched.brand, participant) == ["See paypa1.com"]
