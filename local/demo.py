"""Demo accounts and their story. Synthetic, deterministic, loaded by `make up`, complete or not at all."""

from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from common.adapters.identity.local_passwords import HASHER
from local.demo_acting import Connection, Story
from local.demo_story import AGENTS, BRANDS, CREATORS, tell
from local.welcome import DEMO_PASSWORD

ADMIN, BRAND, CREATOR = "admin@example.com", "brand@example.com", "creator@example.com"
AGENT = "agent@example.com"


def load(superuser_url: str) -> None:
    """Load everything, once: a database that has its demo accounts stays as it is. Raises `psycopg.Error`."""
    with psycopg.connect(superuser_url) as db:
        if db.execute("select 1 from auth.users where email = %s", (ADMIN,)).fetchone():
            return
        password_hash = HASHER.hash(DEMO_PASSWORD)
        admin = _make_account(db, ADMIN, "creator", "Ada Admin", password_hash)
        db.execute("delete from user_roles where user_id = %s", (admin,))
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (admin,))
        brands = [_make_account(db, BRAND, "brand", "Northwind Coffee", password_hash)]
        brands += [_make_account(db, _address(name), "brand", name, password_hash) for name in BRANDS]
        creators = [_make_account(db, CREATOR, "creator", "Carla Creator", password_hash)]
        creators += [_make_account(db, _address(name), "creator", name, password_hash) for name in CREATORS]
        agents = [_make_account(db, AGENT, "agent", "Alma Agent", password_hash)]
        agents += [_make_account(db, _address(name), "agent", name, password_hash) for name in AGENTS]
        tell(Story(db, admin, brands, creators, agents))


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.com"


def _make_account(db: Connection, email: str, role: str, full_name: str, password_hash: str) -> UUID:
    row = db.execute(
        "with person as (insert into auth.users (email, app_metadata, confirmed_at)"
        " values (%(email)s, %(metadata)s, now()) returning id)"
        " insert into local_identity.credentials (user_id, password_hash) select id, %(hash)s from person"
        " returning user_id",
        {"email": email, "metadata": Jsonb({"role": role, "full_name": full_name}), "hash": password_hash},
    ).fetchone()
    assert row is not None
    user_id: UUID = row[0]
    return user_id
