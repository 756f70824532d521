"""Texts that agents send themselves, by a link of their own or by a referral code."""

from uuid import uuid4

from tests.integration.agents.asking import ask
from tests.integration.agents.inviting import Inviting
from user_management.exports.repository import EXPORTS


def test_a_text_to_share_has_a_link_of_its_own_and_no_mail(inviting: Inviting) -> None:
    agent = inviting.agent()
    contact = inviting.contact(agent, "anna@example.de", "DE")
    phone = inviting.contact(agent, None, "DE", phone="+4915112345678")
    made = inviting.invite(agent, contact, phone, channel="share", message="Come here, Anna!")
    assert [each["invite"]["status"] for each in made] == ["sent", "sent"]
    assert len({each["share"]["link"] for each in made}) == 2
    assert made[0]["share"]["text"].startswith(
        "Come here, Anna! Have a look: https://api.example.org/invites/"
    )
    assert inviting.recipients() == []
    assert inviting.invite(agent, phone)[0]["outcome"] == "no_address"


def test_a_text_to_send_oneself_leads_by_a_code_that_is_good(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann", code="ANN2345"), inviting.agent("Bob")
    contact, other = inviting.contact(ann), inviting.contact(bob)
    path = f"/api/v1/agents/contacts/{contact}/share-text"
    found = ask("GET", path, user=ann)
    assert (found.status, found.body["link"]) == (200, "https://go.example.org/r/ANN2345")
    assert found.body["link"] in found.body["text"]
    code = inviting.rows("select id from referral_codes")[0][0]
    assert ask("GET", path, user=ann, query={"code_id": str(code)}).status == 200
    assert ask("GET", path, user=ann, query={"code_id": str(uuid4())}).status == 404
    assert ask("GET", path, user=bob).status == 404, "a contact of another"
    refused = ask("GET", f"/api/v1/agents/contacts/{other}/share-text", user=bob)
    assert (refused.status, refused.body["code"]) == (409, "CODE_NEEDED")
    inviting.run("update referral_codes set disabled_at = now()")
    assert ask("GET", path, user=ann).body["code"] == "CODE_NEEDED"


def test_text_messages_wait_for_their_channel(inviting: Inviting) -> None:
    agent = inviting.agent()
    assert inviting.refused(agent, inviting.contact(agent), "sms") == (409, "CHANNEL_UNAVAILABLE")


def test_an_export_holds_of_invites_what_their_agent_is_shown(inviting: Inviting) -> None:
    agent = inviting.agent()
    inviting.run(
        "insert into invite_suppressions values (app.address_hmac('new@example.com'), 'email', 'opt_out')"
    )
    inviting.invite(agent, inviting.contact(agent))
    inviting.send()
    ((row,),) = inviting.rows(EXPORTS["agent_invites"] % {"user": f"'{agent}'"})
    assert row.keys() == {
        "id", "agent_user_id", "contact_id", "channel", "template", "shown_status", "reminder_of", "created_at",
    }  # fmt: skip
    assert inviting.truth() == [("suppressed", "opted_out")]
