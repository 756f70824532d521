"""Messages between a brand and a participant: each side reads what the other wrote."""

from campaign_lifecycle import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def test_messages_are_read_by_the_other_side(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    launched.creator.post(f"{participant}/messages", body="Anybody there?")
    assert [row["unread"] for row in launched.brand.get("/participants/messages/unread")["data"]] == [2]
    assert launched.creator.post(f"{participant}/messages/read")["read"] == 0
    assert launched.brand.post(f"{participant}/messages/read")["read"] == 2
    assert launched.brand.get("/participants/messages/unread")["data"] == []
    assert [m["body"] for m in launched.creator.get(f"{participant}/messages")["data"]] == [
        "Anybody there?",
        "Hello",
    ]
    assert launched.stranger.refused("GET", f"{participant}/messages") == (404, "NOT_FOUND")
    assert launched.stranger.refused("POST", f"{participant}/messages", body="Hi") == (404, "NOT_FOUND")


def test_the_machine_client_has_no_side_whose_messages_it_could_read(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    answer = call(api.lambda_handler, http_event("POST", f"/api/v1{participant}/messages/read", service=True))
    assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    assert launched.brand.post(f"{participant}/messages/read")["read"] == 1


def test_who_was_removed_reads_the_conversation_and_writes_no_more(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.creator.post(f"{participant}/messages", body="Hello")
    launched.brand.post(f"{participant}/remove", reason="Enough")
    assert launched.creator.refused("POST", f"{participant}/messages", body="Why?") == (403, "FORBIDDEN")
    launched.brand.post(f"{participant}/messages", body="Sorry.")
    assert [m["body"] for m in launched.creator.get(f"{participant}/messages")["data"]] == ["Sorry.", "Hello"]
    assert launched.creator.post(f"{participant}/messages/read")["read"] == 1


def test_who_has_done_everything_still_writes(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    assert launched.creator.get(participant)["status"] == "completed"
    assert launched.creator.post(f"{participant}/messages", body="Thank you")["from_creator"]


def test_unread_messages_come_in_pages(launched: LaunchedCampaign, database: Database) -> None:
    participants = [launched.accept()]
    launched.creator.post(f"{participants[0]}/messages", body="Hello")
    with database.connect() as db:
        others = [Person(make_user(db)) for _ in range(2)]
    for other in others:
        made = launched.brand.post(f"{launched.campaign}/invitations", creator_user_id=str(other.id))
        participant = other.post(f"/invitations/{made['id']}/accept")
        participants.append(f"/participants/{participant['id']}")
        other.post(f"{participants[-1]}/messages", body="Hello")
    pages = launched.brand.pages("/participants/messages/unread", limit="1")
    assert [[f"/participants/{row['participant_id']}" for row in page] for page in pages] == [
        [path] for path in reversed(participants)
    ]
