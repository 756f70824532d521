"""Members of brands, and invitations to become one, through the real doors."""

from uuid import UUID

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer
from tests.factories.people import make_member, make_user

BRANDS = "/api/v1/brands"


def invite(owner: UUID, brand: str, email: str = "new@example.com", role: str = "analyst") -> Answer:
    """The owner invites somebody into the brand at that path."""
    return send("POST", f"{brand}/invitations", user=owner, body={"email": email, "role": role})


def accept(user: UUID, token: str) -> Answer:
    """Somebody accepts with the token of a mail."""
    return send("POST", "/api/v1/team-invitations/accept", user=user, body={"token": token})


def newcomer(database: Database, email: str = "new@example.com") -> UUID:
    """Somebody with that address, who belongs to no brand yet."""
    with database.connect() as db:
        return make_user(db, "creator", email=email)


def member(database: Database, brand: str, *roles: str) -> UUID:
    """Somebody who belongs to the brand at that path, with these roles."""
    with database.connect() as db:
        return make_member(db, UUID(brand.rpartition("/")[2]), *roles)
