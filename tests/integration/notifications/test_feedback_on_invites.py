"""What the provider tells of invites of agents: how far they got, and who is never invited again."""

import pytest

from tests.conftest import Database
from tests.factories.agents import make_agent, make_contact
from tests.integration.notifications.resend_events import deliver, event, stopped

NEW = "new@example.com"


@pytest.fixture
def sent(database: Database) -> None:
    """An invite that the provider has taken as `e-1`."""
    with database.connect() as db:
        agent = make_agent(db)
        contact = make_contact(db, agent, NEW)
        db.execute(
            "insert into agent_invites (agent_user_id, contact_id, address_hmac, channel, template, status, token_hash,"
            " provider_id, sent_at) values (%s, %s, app.address_hmac(%s), 'email', 'agent_invite', 'sent',"
            " sha256('token'), 'e-1', now())",
            (agent, contact, NEW),
        )
        db.execute("update agent_contacts set status = 'invited'")


def state(database: Database) -> tuple[str, str, str]:
    """Of the invite in truth, as it is shown, and of the contact."""
    with database.connect() as db:
        row = db.execute(
            "select i.status, i.shown_status, c.status from agent_invites as i join agent_contacts as c on true"
        ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def suppressed(database: Database) -> list[tuple[str, str]]:
    with database.connect() as db:
        return db.execute(
            "select channel, reason from invite_suppressions where address_hmac = app.address_hmac(%s)",
            (NEW,),
        ).fetchall()


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("told", "state_then"),
    [
        (("delivered",), ("delivered", "sent")), (("delivered", "opened"), ("opened", "opened")),
        (("opened", "delivered"), ("opened", "opened")), (("clicked", "opened", "delivered"), ("clicked", "clicked")),
        (("clicked", "clicked"), ("clicked", "clicked")), (("opened", "bounced"), ("opened", "opened")),
        (("suppressed", "opened"), ("suppressed", "sent")), (("failed", "delivered"), ("delivered", "sent")),
    ],
)  # fmt: skip
def test_news_come_in_any_order_and_an_invite_only_goes_on(
    database: Database, told: tuple[str, ...], state_then: tuple[str, str]
) -> None:
    for kind in told:
        for _ in range(2):
            assert deliver(event(f"email.{kind}", to=[NEW])).status == 200
    assert state(database)[:2] == state_then


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("kind", "reason", "contact"),
    [("bounced", "bounce", "bounced"), ("complained", "complaint", "opted_out")],
)
def test_an_address_that_bounced_or_complained_is_never_invited_again(
    database: Database, kind: str, reason: str, contact: str
) -> None:
    deliver(event("email.delivered", to=[NEW]))
    for _ in range(2):
        assert deliver(event(f"email.{kind}", to=[NEW])).status == 200
    assert suppressed(database) == [("email", reason)]
    assert state(database)[2] == contact
    assert state(database)[0] == ("bounced" if kind == "bounced" else "delivered")
    assert [email for email, *_ in stopped(database)] == [NEW]


@pytest.mark.usefixtures("sent")
def test_a_bounce_that_does_not_last_ends_nothing(database: Database) -> None:
    assert deliver(event(to=[NEW], bounce={"type": "Transient", "message": "full"})).status == 200
    assert (suppressed(database), state(database)) == ([], ("sent", "sent", "invited"))


@pytest.mark.usefixtures("sent")
def test_news_of_another_mail_to_the_address_are_none_of_the_invite(database: Database) -> None:
    for kind in ("delivered", "opened", "clicked", "bounced"):
        assert deliver(event(f"email.{kind}", to=[NEW], email_id="e-2")).status == 200
    assert (suppressed(database), state(database)) == ([], ("sent", "sent", "invited"))


@pytest.mark.usefixtures("sent")
def test_who_came_stays_so_whatever_is_told_of_the_mail(database: Database) -> None:
    with database.connect() as db:
        db.execute("update agent_invites set status = 'joined'")
        db.execute("update agent_contacts set status = 'joined'")
    for kind in ("delivered", "clicked", "bounced", "complained", "failed", "suppressed"):
        assert deliver(event(f"email.{kind}", to=[NEW])).status == 200
    assert state(database) == ("joined", "joined", "joined")
