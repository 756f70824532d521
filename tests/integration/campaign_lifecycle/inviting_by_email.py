"""A launched campaign that invites by e-mail, and people who sign up."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from campaign_lifecycle.schedule import lambda_handler
from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import mails
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.typing import Connection

STRANGER = "new@example.com"
TEMPLATE = "email_invitation"


def ask(launched: LaunchedCampaign, email: str = STRANGER, **draft: object) -> str:
    """The path of an invitation to an address."""
    sent = launched.brand.post(f"{launched.campaign}/email-invitations", email=email, **draft)
    return f"/email-invitations/{sent['id']}"


def refused(launched: LaunchedCampaign, email: str = STRANGER, **draft: object) -> tuple[int, str]:
    """How it is refused."""
    return launched.brand.refused("POST", f"{launched.campaign}/email-invitations", email=email, **draft)


def last_token(database: Database) -> str:
    """The token in the newest mail."""
    token: str = mails(database, TEMPLATE)[-1]["token"]
    return token


def sign_up(
    db: Connection, email: str = STRANGER, role: str = "creator", *, confirmed: bool = True
) -> Person:
    """Somebody comes, as the identity provider writes them."""
    row = db.execute(
        "insert into auth.users (email, app_metadata, confirmed_at)"
        " values (%s, %s, case when %s then now() end) returning id",
        (email, Jsonb({"role": role}), confirmed),
    ).fetchone()
    assert row is not None
    return Person(row[0])


def confirm(db: Connection, person: UUID) -> None:
    """They show that the address is theirs."""
    db.execute("update auth.users set confirmed_at = now() where id = %s", (person,))


def received(person: Person) -> list[dict[str, Any]]:
    """Their invitations, newest first."""
    found: list[dict[str, Any]] = person.get("/invitations")["data"]
    return found


def status(launched: LaunchedCampaign, path: str) -> tuple[str, str | None]:
    """How an invitation stands, and why it lapsed."""
    shown = launched.brand.get(path)
    return shown["status"], shown["lapse_reason"]


def clock(as_of: str = "2030-01-01T00:00:00Z") -> dict[str, int]:
    """The counts of the hourly job."""
    event = {"job": "campaign-transitions", "scheduled_time": as_of, "as_of": as_of}
    counts: dict[str, int] = lambda_handler(event, None)["counts"]
    return counts
