"""What happens at the same moment to a flagged scan happens once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.scanning import Stall
from tests.factories.activations import make_device, make_fan, make_scan_review
from tests.factories.people import make_member, make_user

DECIDE = "select app.decide_scan_review(%s, %s, '')"


def test_of_ten_who_decide_at_once_one_does(database: Database) -> None:
    with database.connect() as db:
        stall = Stall(db)
        people = [make_member(db, stall.brand, "campaign_manager") for _ in range(10)]
        fan = make_user(db)
        device = make_device(db, stall.brand, make_fan(db, stall.brand, user_id=fan))
        scan = make_scan_review(db, stall.code, device)
    answers = run_at_once(database, *((str(person), DECIDE, (scan, "cleared")) for person in people))
    assert sorted(answers) == ["IA007"] * 9 + ["ok"]
    with database.connect() as db:
        told = db.execute("select count(*) from reward_facts where subject_user_id = %s", (fan,)).fetchone()
        assert told == (1,)


def test_time_does_not_wait_for_who_decides(database: Database) -> None:
    with database.connect() as db:
        stall = Stall(db)
        held, free = (make_scan_review(db, stall.code) for _ in range(2))
        due = datetime.now(UTC) + timedelta(hours=49)
    with database.connect(autocommit=False) as deciding, database.connect() as db:
        deciding.execute("select 1 from scan_reviews where scan_id = %s for no key update", (held,))
        assert db.execute("select app.clear_scan_reviews(%s, 10)", (due,)).fetchone() == (1,)
        deciding.rollback()
        states: dict[UUID, str] = dict(db.execute("select scan_id, status from scan_reviews").fetchall())
    assert states == {held: "open", free: "cleared"}
