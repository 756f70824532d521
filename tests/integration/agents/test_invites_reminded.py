"""A second mail of an invite: once, after a week, where the law allows two."""

from uuid import UUID, uuid4

import pytest

from tests.factories.people import make_user
from tests.integration.agents.inviting import Inviting

NEW = "new@example.com"


def _week_later(inviting: Inviting) -> None:
    inviting.run(
        "update agent_invites set sent_at = sent_at - interval '8 days', created_at = created_at - interval '8 days'"
    )


def _first(inviting: Inviting, agent: UUID, country: str = "US", email: str = NEW) -> str:
    (made,) = inviting.invite(agent, inviting.contact(agent, email, country))
    inviting.send()
    return str(made["invite"]["id"])


def test_after_a_week_there_is_one_reminder_and_no_other(inviting: Inviting) -> None:
    agent = inviting.agent()
    first = _first(inviting, agent)
    early = inviting.remind(agent, first)
    assert (early.status, early.body["details"]) == (409, [{"reason": "too_early"}])
    _week_later(inviting)
    made = inviting.remind(agent, first)
    assert (made.status, made.body["reminder_of"]) == (201, first)
    mail = inviting.send()[-1]
    assert (mail["to"], mail["subject"].startswith("Reminder: ")) == ([NEW], True)
    _week_later(inviting)
    assert inviting.remind(agent, first).body["details"] == [{"reason": "reminded_already"}]
    assert inviting.remind(agent, made.body["id"]).body["details"] == [{"reason": "no_first_mail"}]
    assert inviting.remind(inviting.agent("Bob"), first).status == 404
    assert inviting.remind(agent, str(uuid4())).status == 404


def test_a_country_that_lets_us_write_once_has_no_reminder(inviting: Inviting) -> None:
    agent = inviting.agent()
    first = _first(inviting, agent, "CA")
    assert inviting.truth() == [("sent", None)]
    _week_later(inviting)
    assert inviting.remind(agent, first).body["details"] == [{"reason": "country"}]


def test_a_reminder_of_what_was_withheld_is_withheld_and_looks_the_same(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    _first(inviting, ann)
    second = _first(inviting, bob)
    _week_later(inviting)
    assert inviting.remind(bob, second).status == 201
    assert inviting.recipients() == [NEW]
    assert [each["status"] for each in inviting.seen(bob)] == ["sent", "sent"]
    assert inviting.truth()[-1] == ("suppressed", "limit")


def test_who_has_come_opted_out_or_is_forgotten_is_not_reminded(inviting: Inviting) -> None:
    agent = inviting.agent()
    first = _first(inviting, agent)
    _week_later(inviting)
    inviting.run("update agent_contacts set status = 'opted_out'")
    assert inviting.remind(agent, first).body["details"] == [{"reason": "not_open"}]
    contact = inviting.rows("select id from agent_contacts")[0][0]
    assert inviting.invite(agent, contact)[0]["outcome"] == "opted_out"
    inviting.run("delete from agent_contacts")
    assert inviting.remind(agent, first).body["details"] == [{"reason": "contact_forgotten"}]


def test_without_a_postal_address_no_invite_goes_out(
    inviting: Inviting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAIL_POSTAL_ADDRESS")
    agent = inviting.agent()
    with inviting.database.connect() as db:
        make_user(db, email="account@example.com")
    inviting.invite(agent, inviting.contact(agent), inviting.contact(agent, "account@example.com"))
    assert inviting.recipients() == []
    assert sorted(inviting.truth()) == [("failed", None), ("suppressed", "account")]
    assert [each["status"] for each in inviting.seen(agent)] == ["sent", "sent"], "or it would tell who is here"
