"""Users, brands and memberships, inserted as the superuser so that a test can arrange anything."""

from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.typing import Connection


def make_user(
    db: Connection,
    role: str = "creator",
    *,
    email: str | None = None,
    user_id: UUID | None = None,
    **metadata: str,
) -> UUID:
    """A confirmed user; `role` may be admin too. Triggers make profile, role, and for brands the brand."""
    signed_up_as = "creator" if role == "admin" else role
    row = db.execute(
        "insert into auth.users (id, email, app_metadata, confirmed_at)"
        " values (coalesce(%s, uuidv7()), %s, %s, now()) returning id",
        (
            user_id,
            email or f"{role}-{uuid4().hex[:12]}@example.com",
            Jsonb({"role": signed_up_as, **metadata}),
        ),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    if role == "admin":
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (made,))
    return made


def brand_of(db: Connection, user_id: UUID) -> UUID:
    """The (only) brand that a user belongs to."""
    row = db.execute("select brand_id from brand_memberships where user_id = %s", (user_id,)).fetchone()
    assert row is not None
    brand_id: UUID = row[0]
    return brand_id


def make_member(db: Connection, brand_id: UUID, *roles: str) -> UUID:
    """A user who belongs to `brand_id` with the given brand-level roles."""
    user_id = make_user(db, "creator")
    join_brand(db, brand_id, user_id, *roles)
    return user_id


def join_brand(db: Connection, brand_id: UUID, user_id: UUID, *roles: str) -> None:
    """Somebody belongs to one more brand, with the given brand-level roles."""
    db.execute("insert into brand_memberships (brand_id, user_id) values (%s, %s)", (brand_id, user_id))
    for role in roles:
        db.execute(
            "insert into brand_user_roles (brand_id, user_id, role) values (%s, %s, %s)",
            (brand_id, user_id, role),
        )


def make_sign_in(db: Connection, user: UUID) -> UUID:
    """A sign-in of theirs that lives, as the laptop keeps it; its id."""
    row = db.execute(
        "insert into local_identity.refresh_token_families (user_id) values (%s) returning id", (user,)
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_erasure_request(db: Connection, user: UUID) -> UUID:
    """Their request to be forgotten, which is due; its id."""
    row = db.execute(
        "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (user,)
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made
