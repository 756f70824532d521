"""Demo accounts and a story for them. Deterministic, synthetic, loaded by every `make up`, complete or not at all."""

import psycopg
from psycopg.types.json import Jsonb

from common.adapters.local_identity import hash_password
from local.welcome import DEMO_PASSWORD

ACCOUNTS = (
    ("admin@example.com", "creator", "Ada Admin"),
    ("brand@example.com", "brand", "Northwind Coffee"),
    ("creator@example.com", "creator", "Carla Creator"),
)


def load(superuser_url: str) -> None:
    """Load what is missing; a database that has its demo accounts stays as it is. Raises `psycopg.Error`."""
    with psycopg.connect(superuser_url) as db:
        if db.execute("select 1 from auth.users where email = %s", (ACCOUNTS[0][0],)).fetchone():
            return
        for email, role, full_name in ACCOUNTS:
            _make_account(db, email, role, full_name)
        db.execute(
            "insert into public.user_roles (user_id, role) select id, 'admin' from auth.users where email = %s",
            (ACCOUNTS[0][0],),
        )


def _make_account(db: psycopg.Connection, email: str, role: str, full_name: str) -> None:
    db.execute(
        "with person as (insert into auth.users (email, app_metadata, confirmed_at)"
        " values (%(email)s, %(metadata)s, now()) returning id)"
        " insert into local_identity.credentials (user_id, password_hash) select id, %(hash)s from person",
        {"email": email, "metadata": Jsonb({"role": role, "full_name": full_name}),
         "hash": hash_password(DEMO_PASSWORD, email)},
    )  # fmt: skip
