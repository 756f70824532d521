"""An import of 5,000 contacts as the importer does it, beside the bare insert of the same rows.

Three files: a table in UTF-16, the same again (all duplicates), and 5,000 cards. What a file takes is shown apart for
reading it and for the database; the peak of Python's memory while it is read is to be below 256 MB of the Lambda's 512.
`BENCH_CONTACTS` says how many contacts the agent has already.
"""

import os
import time
import tracemalloc
from unittest.mock import patch
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from agents.contact_files.models import Row as FileRow
from agents.contact_files.service import read_contacts
from agents.contact_imports.models import DueImport
from agents.contact_imports.repository import import_rows
from benchmarks.report import Row
from common import database
from common.database import transaction
from common.identity import SERVICE
from common.models.agent_contacts import ContactFileKind
from local.postgres import Cluster
from tests.factories.agents import make_agent
from tests.typing import Connection

ROWS = 5_000
CONTACTS = int(os.environ.get("BENCH_CONTACTS", "50000"))
BARE = (
    "insert into bare_contacts (agent_user_id, name, email, phone_e164, country, source, lawful_basis, dedupe_hash)"
    " select %s, r ->> 'name', r ->> 'email', r ->> 'phone', 'DE', 'csv', 'consent', sha256((r ->> 'email')::bytea)"
    " from jsonb_array_elements(%s) as r"
)


def run(cluster: Cluster) -> list[Row]:
    """Read and import each file; then the bare insert."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        agent = make_agent(db)
        _fill(db, agent)
        database.close()
        with patch.dict(os.environ, DATABASE_URL=cluster.url("jobs_login")):
            rows = [
                _file(db, agent, name, kind, content)
                for name, kind, content in (
                    ("a table in UTF-16", ContactFileKind.CSV, _table()),
                    ("the same again", ContactFileKind.CSV, _table()),
                    ("cards", ContactFileKind.VCARD, _cards()),
                )
            ]
        bare = _bare(db, agent, read_contacts(_table(), ContactFileKind.CSV, "DE"))
    shown: list[Row] = [
        (f"{ROWS:,} rows, {name}: read", f"{read:.2f} s", f"peak {peak / 2**20:.0f} MB; limit 256 MB",
         f"{peak / 2**28:.2f}×")
        for name, read, peak, _ in rows
    ]  # fmt: skip
    return shown + [
        (f"{ROWS:,} rows, {name}: imported, {CONTACTS:,} before", f"{took:.2f} s", f"bare {bare:.2f} s",
         f"{took / bare:.2f}×")
        for name, _, _, took in rows
    ]  # fmt: skip


def _file(
    db: Connection, agent: UUID, name: str, kind: ContactFileKind, content: bytes
) -> tuple[str, float, int, float]:
    """The name, seconds of reading, bytes at the peak, seconds of the database."""
    begin = time.perf_counter()
    rows = read_contacts(content, kind, "DE")
    read = time.perf_counter() - begin
    assert len(rows) == ROWS, len(rows)
    tracemalloc.start()
    read_contacts(content, kind, "DE")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    due = _due(db, agent, kind)
    begin = time.perf_counter()
    with transaction(SERVICE) as tx:
        assert import_rows(tx, due, rows)
    return name, read, peak, time.perf_counter() - begin


def _due(db: Connection, agent: UUID, kind: ContactFileKind) -> DueImport:
    made = db.execute(
        "insert into contact_imports (agent_user_id, file_key, kind, status, attempts, declared_basis,"
        " declaration_text_version) values (%s, 'x', %s, 'running', 1, 'consent', '1') returning id",
        (agent, kind),
    ).fetchone()
    assert made is not None
    return DueImport(made[0], "x", kind, "DE", dry_run=False, attempts=1)


def _fill(db: Connection, agent: UUID) -> None:
    """Whom the agent knows already."""
    db.execute(
        "insert into agent_contacts (agent_user_id, email, source, lawful_basis, dedupe_hash)"
        " select %s, k.email, 'manual', 'consent', app.contact_hash(k.email, null)"
        " from (select 'known-' || n || '@example.com' as email from generate_series(1, %s) as n) as k",
        (agent, CONTACTS),
    )
    db.execute("create table bare_contacts (like agent_contacts including defaults)")
    db.execute("vacuum analyze agent_contacts")


def _bare(db: Connection, agent: UUID, rows: list[FileRow]) -> float:
    """Seconds of the same rows without constraints, indexes and policies."""
    given = Jsonb([{"name": row.name, "email": row.email, "phone": row.phone} for row in rows])
    begin = time.perf_counter()
    db.execute(BARE, (agent, given))
    return time.perf_counter() - begin


def _table() -> bytes:
    rows = "".join(f"Jürgen Groß {n};p{n}@example.com;0171 23{n:05}\r\n" for n in range(ROWS))
    return f"Name;E-Mail;Telefon\r\n{rows}".encode("utf-16")


def _cards() -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Card {n}\r\nEMAIL;TYPE=INTERNET:c{n}@example.com\r\n"
        f"TEL;TYPE=CELL:+49 172 23{n:05}\r\nPHOTO;ENCODING=b:\r\n QUFBQUFBQUFB\r\nEND:VCARD\r\n" for n in range(ROWS)
    ).encode()  # fmt: skip
