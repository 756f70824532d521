"""Mail about offers: what it says comes from the database, and the rounds of a few minutes are one mail."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.people import make_user
from tests.factories.resend import Resend
from tests.integration.notifications.mail_delivery import MailDelivery
from tests.invariants import require_invariants


@dataclass(frozen=True)
class Talk:
    """An invitation and its two sides."""

    database: Database
    owner: UUID
    creator: UUID
    invitation: UUID

    def offer(self, by: UUID, amount: int, terms: str = "") -> UUID:
        with self.database.connect() as db, acting_as(db, by):
            row = db.execute("select app.negotiate(%s, %s, %s)", (self.invitation, amount, terms)).fetchone()
        assert row is not None
        offer: UUID = row[0]
        return offer

    def answer(self, by: UUID, offer: UUID, answer: str) -> None:
        with self.database.connect() as db, acting_as(db, by):
            db.execute("select app.answer_offer(%s, %s)", (offer, answer))


@pytest.fixture
def talk(database: Database) -> Talk:
    with database.connect() as db:
        owner = make_user(db, "brand", email="brand@example.com", full_name="Northwind Coffee")
        creator = make_user(db, "creator", email="carla@example.com", full_name="Carla Creator")
        campaign = make_campaign(db, owner, name="Spring")
        invitation = make_invitation(
            db, campaign, creator, agreed_amount=150_000, message="We like you.\nCome!", invited_by=owner
        )
    return Talk(database, owner, creator, invitation)


def mails_to(resend: Resend, address: str) -> list[dict[str, Any]]:
    return [mail for mail in resend.sent if mail["to"] == [address]]


def test_an_invitation_says_what_is_offered(talk: Talk, delivering: MailDelivery, resend: Resend) -> None:
    delivering.run()
    [mail] = mails_to(resend, "carla@example.com")
    assert mail["subject"] == "You are invited to a campaign: Spring (Northwind Coffee)"
    for said in ("Hello Carla Creator,", "From: Northwind Coffee", "Amount: 1\u00a0500.00\u00a0USD",
                 "For you, after our fee: 1\u00a0350.00\u00a0USD", "> We like you.", "> Come!"):  # fmt: skip
        assert said in mail["text"].splitlines()
    assert re.search(r"^Answer until: \d{4}-\d\d-\d\d \d\d:\d\d UTC$", mail["text"], re.MULTILINE)
    assert f"/invitations/{talk.invitation}" in mail["text"]


def test_the_rounds_of_a_few_minutes_are_one_mail_about_the_last(
    talk: Talk, delivering: MailDelivery, resend: Resend
) -> None:
    for amount in (100_000, 110_000, 120_000):
        talk.offer(talk.creator, amount + 50_000)
        talk.offer(talk.owner, amount, "Two weeks of rights")
    with talk.database.connect() as db:
        require_invariants(db, "mails_are_one_per_delivery")
    delivering.run()
    assert not mails_to(resend, "brand@example.com"), "a negotiation goes on for a few minutes"
    delivering.make_due()
    delivering.run()
    [to_brand] = mails_to(resend, "brand@example.com")
    assert to_brand["subject"] == "There is a new offer: Spring (Carla Creator)"
    assert "Amount: 1\u00a0700.00\u00a0USD" in to_brand["text"]
    assert "after our fee" not in to_brand["text"], "what a creator earns is not the brand's to know"
    [_, to_creator] = mails_to(resend, "carla@example.com")
    assert "Amount: 1\u00a0200.00\u00a0USD" in to_creator["text"]
    assert "> Two weeks of rights" in to_creator["text"]


def test_a_mail_waits_no_longer_because_of_further_rounds(talk: Talk, delivering: MailDelivery) -> None:
    talk.offer(talk.creator, 1_000)
    delivering.sql("update outbox set available_at = available_at - interval '4 minutes'")
    talk.offer(talk.owner, 900)
    talk.offer(talk.creator, 950)
    with talk.database.connect() as db:
        waits = db.execute(
            "select o.available_at < now() + interval '2 minutes' from outbox as o"
            " join notification_deliveries as d on d.id::text = o.deduplication_key"
            " join notifications as n on n.id = d.notification_id where n.user_id = %s and d.status = 'pending'",
            (talk.owner,),
        ).fetchall()
    assert waits == [(True,)]


def test_an_answer_takes_the_place_of_the_offer_before_it(
    talk: Talk, delivering: MailDelivery, resend: Resend
) -> None:
    offer = talk.offer(talk.creator, 120_000)
    talk.answer(talk.creator, offer, "withdrawn")
    delivering.make_due()
    delivering.run()
    [mail] = mails_to(resend, "brand@example.com")
    assert mail["subject"].startswith("An offer was withdrawn: Spring")


def test_other_invitations_and_what_is_in_hand_keep_their_mails(
    talk: Talk, delivering: MailDelivery, resend: Resend
) -> None:
    with talk.database.connect() as db:
        campaign = make_campaign(db, talk.owner, name="Autumn")
        other = Talk(talk.database, talk.owner, talk.creator, make_invitation(db, campaign, talk.creator))
    talk.offer(talk.creator, 1_000)
    other.offer(talk.creator, 2_000)
    delivering.sql(
        "update outbox set payload = payload || jsonb_build_object('batch', 'b')"
        " where id = (select o.id from outbox as o where o.topic = 'notification.email' order by o.id desc limit 1)"
    )
    offer = other.offer(talk.owner, 1_500)
    other.answer(talk.creator, offer, "rejected")
    delivering.make_due()
    delivering.run()
    delivering.make_due()
    delivering.run()
    subjects = sorted(mail["subject"] for mail in mails_to(resend, "brand@example.com"))
    assert subjects == [
        "An offer was rejected: Autumn (Carla Creator)", "There is a new offer: Autumn (Carla Creator)",
        "There is a new offer: Spring (Carla Creator)",
    ]  # fmt: skip
