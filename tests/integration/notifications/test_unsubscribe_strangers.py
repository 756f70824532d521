"""Who was invited by e-mail and wants no more of it ends it with one click, without an account."""

import base64
from uuid import UUID

import pytest

from notifications.emails.rendering import account_mail
from notifications.unsubscribe import links
from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.factories.campaigns import make_campaign
from tests.factories.inbox import request
from tests.factories.people import make_user
from tests.typing import Connection

STRANGER, OTHER = "new@example.com", "other@example.com"
CLICK = {
    "raw_body": b"List-Unsubscribe=One-Click",
    "headers": {"content-type": "application/x-www-form-urlencoded"},
}


def invite(db: Connection, email: str = STRANGER) -> None:
    """A brand of its own invites the address."""
    owner = make_user(db, "brand")
    campaign = make_campaign(db, owner, status="active")
    with acting_as(db, owner):
        db.execute("select app.invite_by_email(%s, %s, null, '', '')", (campaign, email))


@pytest.fixture
def path(database: Database) -> str:
    """Where the way out of the mail leads, for who was invited; somebody else was, too."""
    with database.connect() as db:
        invite(db)
        invite(db, OTHER)
    sent = {mail["to"]: mail for mail in mails(database, "email_invitation")}
    header = account_mail(sent[STRANGER]).headers["List-Unsubscribe"]
    return header.strip("<>").removeprefix("https://api.example.org")


def unwanted(database: Database) -> list[tuple[str, str]]:
    with database.connect() as db:
        return db.execute("select email, reason from notification_unsubscribes").fetchall()


def test_one_click_ends_it_for_every_brand_and_for_this_address_alone(database: Database, path: str) -> None:
    for _ in range(2):
        answer = request("POST", path, **CLICK)
        assert (answer.status, "You are unsubscribed" in answer.body) == (200, True)
    assert unwanted(database) == [(STRANGER, "unsubscribed")]
    told = len(mails(database, "email_invitation"))
    with database.connect() as db:
        invite(db)
        assert len(mails(database, "email_invitation")) == told, "no brand reaches them any more"
        invite(db, OTHER)
        assert len(mails(database, "email_invitation")) == told + 1


def test_to_look_changes_nothing(database: Database, path: str) -> None:
    page = request("GET", path)
    assert (page.status, '<form method="post">' in page.body, STRANGER in page.body) == (200, True, False)
    assert request("HEAD", path).status == 200
    assert unwanted(database) == []


def test_of_an_invitation_that_is_forgotten_the_page_says_that_nothing_was_changed(
    database: Database, path: str
) -> None:
    with database.connect() as db:
        db.execute("delete from email_invitations where email = %s", (STRANGER,))
    answer = request("POST", path, **CLICK)
    assert (answer.status, "nothing was changed" in answer.body) == (404, True)
    assert unwanted(database) == []


def test_no_link_of_a_person_can_be_made_one(database: Database, path: str) -> None:
    with database.connect() as db:
        row = db.execute("select id from email_invitations where email = %s", (OTHER,)).fetchone()
    assert row is not None
    raw = bytearray(_raw(path))
    for forged in (bytes([links.VERSION]) + raw[1:], raw[:1] + UUID(str(row[0])).bytes + raw[17:]):
        token = base64.urlsafe_b64encode(forged).decode().rstrip("=")
        assert request("POST", f"/unsubscribe/{token}", **CLICK).status == 404
    assert unwanted(database) == []


def _raw(path: str) -> bytes:
    token = path.rpartition("/")[2]
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
