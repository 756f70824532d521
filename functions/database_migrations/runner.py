"""Brings a database to a tree: bootstrap → kernel → migrations → every other source, one run at a time.

The deploy, the laptop and the tests all come through here. Kernel functions are those that migrations call;
migrations are history, applied once by dbmate; sources are the current text, applied when it changed.
"""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from database_migrations import applied, checksums, dbmate, sources
from database_migrations.apply import apply_kernel, apply_sources, remove_sources
from database_migrations.folder import database_directory
from database_migrations.lock import only_run


def deploy(
    superuser_url: str,
    owner_url: str,
    *,
    passwords: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> None:
    """Everything: `bootstrap` and `migrate` under one lock. Raises what they raise."""
    folder = directory or database_directory()
    with only_run(superuser_url) as connection:
        checksums.refuse_unsquashed_database(connection, folder)
        _bootstrap(connection, folder, passwords or {})
        _migrate(owner_url, folder)


def bootstrap(
    superuser_url: str, *, passwords: Mapping[str, str] | None = None, directory: Path | None = None
) -> None:
    """Make roles, schemas and extensions, as superuser (laptop) or master user (Aurora).

    `passwords` maps login roles to their passwords; on a socket that trusts its users there are none.
    Raises `psycopg.Error`.
    """
    with only_run(superuser_url) as connection:
        _bootstrap(connection, directory or database_directory(), passwords or {})


def migrate(owner_url: str, *, directory: Path | None = None) -> None:
    """Bring a bootstrapped database to the tree in `directory`, as `app_owner`. A second run does nothing.

    Raises `MigrationFailed`, which names the file. Each migration is one transaction, the sources together are
    another: what came before the failure stays, and the next run goes on from there.
    """
    with only_run(owner_url):
        _migrate(owner_url, directory or database_directory())


def rollback(owner_url: str, *, directory: Path | None = None) -> None:
    """Undo the newest applied migration; used by tests and by developers, never by a deploy.

    The sources are dropped first, as they stand on tables, and stay off until the next `migrate`; with the last
    migration the kernel goes. Raises `MigrationFailed`.
    """
    folder = directory or database_directory()
    with only_run(owner_url), psycopg.connect(owner_url, autocommit=True) as owner:
        applied.ensure_table(owner)
        remove_sources(owner, kernel=False)
        try:
            dbmate.rollback(owner_url, folder)
        finally:
            checksums.record(owner, folder)
        if not checksums.has_migrations(owner):
            remove_sources(owner, kernel=True)


def _bootstrap(connection: psycopg.Connection, folder: Path, passwords: Mapping[str, str]) -> None:
    script = (folder / "bootstrap.sql").read_bytes()
    with connection.transaction():
        connection.execute(script)
        for role, password in passwords.items():
            connection.execute(
                sql.SQL("alter role {} password {}").format(
                    sql.Identifier(role), sql.Literal(_verifier(connection, role, password))
                )
            )


def _verifier(connection: psycopg.Connection, role: str, password: str) -> str:
    """What the server keeps of a password: a statement is logged as it was sent, once it is slow or fails."""
    encrypted = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return encrypted.decode()


def _migrate(owner_url: str, folder: Path) -> None:
    tree = sources.read(folder)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        checksums.refuse_unsquashed_database(owner, folder)
        checksums.refuse_edited(owner, folder)
        applied.ensure_table(owner)
        apply_kernel(owner, tree)
        try:
            dbmate.migrate(owner_url, folder)
        finally:
            checksums.record(owner, folder)
        apply_sources(owner, tree)
