"""Gates beside scans and those who plan: nobody waits for what the other holds."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.scanning import Stall, record
from tests.factories.rows import insert_row
from tests.typing import Connection

TOKEN = sha256(b"a link").digest()


def test_a_gate_that_waits_for_scans_does_not_hold_its_link_meanwhile(
    database: Database, db: Connection
) -> None:
    stall = Stall(db, code={"short_code": "abcdefg"})
    insert_row(db, "activation_staff", {
        "activation_id": stall.activation, "brand_id": stall.brand, "created_by": stall.owner, "kind": "gate",
        "label": "North", "token_hash": TOKEN, "expires_at": datetime.now(UTC),
    })  # fmt: skip
    now = datetime.now(UTC)
    sent = Jsonb([{"code": "abcdefg", "scan_key": str(uuid4()), "claimed_at": now.isoformat()}])

    def upload() -> list[tuple[str]]:
        with database.connect() as gate:
            return gate.execute(
                "select verdict from app.take_staff_scans(%s, %s, %s)", (TOKEN, now, sent)
            ).fetchall()

    with database.connect() as other, ThreadPoolExecutor(1) as pool:
        with other.transaction():
            assert record(other, stall.scan()).verdict == "accepted"
            uploading = pool.submit(upload)
            wait([uploading], timeout=1)
            assert not uploading.done()
            held = "select from activation_staff where token_hash = %s for no key update nowait"
            assert db.execute(held, (TOKEN,)).rowcount == 1
        assert uploading.result(timeout=10) == [("accepted",)]
