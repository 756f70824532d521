"""What is kept of who was forgotten, so that nothing counts twice, leads to no scan of theirs."""

from hashlib import md5
from uuid import UUID, uuid4

from tests.database.fanning import as_fan
from tests.database.scanning import Stall
from tests.database.sql_functions import call
from tests.typing import Connection


def test_no_key_of_who_was_forgotten_leads_to_their_scan(db: Connection) -> None:
    stall, device, ticket = Stall(db, code_mode="rotating"), uuid4(), uuid4()
    answer = stall.record(device, ticket, step=7)
    assert answer.says == "accepted"
    with as_fan(db, device):
        call(db, "app.forget_own_fan")
    step = UUID(md5(f"{stall.code} 7 {device}".encode(), usedforsecurity=False).hexdigest())
    kept = db.execute("select scan_key, scan_id from scan_keys").fetchall()
    assert {key for key, _ in kept} == {ticket, step}
    assert answer.scan_id not in {scan for _, scan in kept}
    assert db.execute("select from scans where scan_key = %s", (ticket,)).fetchall() == []
    assert stall.record(device, ticket, step=7).says == "try_again"
    assert stall.record(device, step=7).says == "already_counted"
