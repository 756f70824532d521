"""What time does to programs: they end, what is left goes back, what was owed is granted."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from rewards import schedule
from rewards.reward_programs import clock, repository
from rewards.reward_programs.clock import ProgramsNotMoved
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_program, make_trigger
from tests.integration.rewards.programs import TOMORROW, People, funded
from tests.typing import Connection


def run(at: datetime | None = None) -> dict[str, int]:
    event = {"job": "reward-programs", "scheduled_time": (at or datetime.now(UTC)).isoformat()}
    counts: dict[str, int] = schedule.lambda_handler(event, LambdaContext())["counts"]
    return counts


def test_time_ends_a_program_once(people: People, db: Connection) -> None:
    path = funded(people.owner, ends_at=TOMORROW.isoformat())
    assert run()["moved"] == 0
    after = TOMORROW + timedelta(minutes=25)
    assert run(after)["moved"] == 1
    assert people.owner.get(path)["status"] == "ended"
    assert people.owner.get(path)["budget_returned"] == 1_000
    assert run(after + timedelta(hours=1))["moved"] == 0


def test_what_expired_goes_back_when_the_job_runs(people: People, db: Connection) -> None:
    path = funded(people.owner)
    program = UUID(path.rpartition("/")[2])
    creator = make_user(db)
    grant(db, make_trigger(db, program, reward=MONEY), creator)
    assert people.owner.post(f"{path}/end")["returned_amount"] == 500
    assert run()["moved"] == 0, "somebody may claim it"
    db.execute("update reward_awards set status = 'expired', ended_at = now()")
    db.execute("select app.release_program_budget(%s, 500)", (program,))
    assert run(datetime.now(UTC) + timedelta(hours=1))["moved"] == 1
    assert people.owner.get(path)["budget_returned"] == 1_000
    assert db.execute("select * from app.find_broken_money()").fetchall() == []


def test_one_that_fails_stops_no_other_and_the_run_says_so(
    people: People, db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = sorted(
        make_funded_program(db, people.brand, ends_at=datetime.now(UTC) + timedelta(seconds=30))
        for _ in range(3)
    )
    monkeypatch.setattr(clock, "BATCH", 2)
    moving = repository.move_program

    def break_down(tx: Any, program: UUID, as_of: datetime) -> int | None:
        if program == programs[0]:
            raise RuntimeError("no")
        return moving(tx, program, as_of)

    monkeypatch.setattr(repository, "move_program", break_down)
    with pytest.raises(ProgramsNotMoved):
        clock.run_programs(datetime.now(UTC) + timedelta(hours=1), LambdaContext())
    statuses = db.execute(
        "select status from reward_programs where brand_id = %s order by id", (people.brand,)
    )
    assert [row[0] for row in statuses] == ["active", "ended", "ended"]


def test_what_somebody_else_is_at_is_passed_over(people: People, database: Database, db: Connection) -> None:
    program = make_program(db, people.brand, ends_at=datetime.now(UTC) + timedelta(seconds=30))
    with database.connect() as other, other.transaction():
        other.execute("select from reward_programs where id = %s for update", (program,))
        counts = clock.run_programs(datetime.now(UTC) + timedelta(hours=1), LambdaContext())
    assert counts == {"moved": 0, "passed": 1, "failed": 0}


def test_without_time_nothing_is_begun(people: People, db: Connection) -> None:
    make_program(db, people.brand, ends_at=datetime.now(UTC) + timedelta(seconds=30))
    counts = clock.run_programs(datetime.now(UTC) + timedelta(hours=1), LambdaContext(milliseconds=0))
    assert counts == {"moved": 0, "passed": 0, "failed": 0}
