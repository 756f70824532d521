"""What a scan says of the person whose account its fan has joined."""

from tests.database.scanning import Stall
from tests.factories.activations import make_device, make_fan
from tests.factories.people import make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection


def test_a_scan_of_a_fan_with_an_account_is_a_fact_once(db: Connection) -> None:
    stall, person = Stall(db), make_user(db)
    device = make_device(db, stall.brand, make_fan(db, stall.brand, user_id=person))
    answer = stall.record(device)
    stall.record()
    db.execute("select app.note_scan(id, at) from scans")
    [(kind, reference, data)] = facts_of(db, person)
    assert (kind, reference) == ("scan.accepted", str(answer.scan_id))
    campaign = db.execute("select campaign_id from activations where id = %s", (stall.activation,)).fetchone()
    assert campaign is not None
    assert data == {
        "activation_id": str(stall.activation), "brand_id": str(stall.brand), "campaign_id": str(campaign[0]),
        "kind": "qr",
    }  # fmt: skip
