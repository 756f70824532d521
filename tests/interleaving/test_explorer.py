"""The explorer itself: it finds planted races, names the schedule, repeats it, and sees who waits for whom."""

from collections.abc import Iterator
from functools import partial

import pytest

from common.database import transaction
from common.identity import SERVICE
from tests.conftest import Database
from tests.interleaving.exploring import Calls, Connection, Explorer, Violated, explorer
from tests.interleaving.schedules import Schedule, with_two_switches

COUNTER = """
create table public.counters (id integer primary key, value integer not null default 0);
insert into counters (id) values (1), (2);
grant select, insert, update on counters to service;
create function public.add_one(which integer, careful boolean) returns integer language plpgsql as $$
declare
  found_value integer;
begin
  if careful then
    perform from public.counters as c where c.id = which for no key update;
  end if;
  select c.value into found_value from public.counters as c where c.id = which;
  update public.counters as c set value = found_value + 1 where c.id = which;
  return found_value + 1;
end
$$;
"""


@pytest.fixture
def counters(database: Database) -> Iterator[Explorer]:
    with database.connect() as db:
        db.execute(COUNTER)
    with explorer(database) as found:
        yield found


def add_in_function(careful: bool) -> None:
    with transaction(SERVICE) as tx:
        tx.fetch_value("select add_one(1, %(careful)s)", {"careful": careful})


def add_in_python(lock: bool) -> None:
    with transaction(SERVICE) as tx:
        if lock:
            tx.execute("select from counters where id = 1 for no key update")
        value = tx.fetch_value("select value from counters where id = 1")
        tx.execute("update counters set value = %(value)s where id = 1", {"value": value + 1})


def add_in_order(*order: int) -> None:
    with transaction(SERVICE) as tx:
        for which in order:
            tx.execute("update counters set value = value + 1 where id = %(id)s", {"id": which})


def twice(call: "partial[None]") -> "partial[Calls]":
    return partial(_pair, call)


def _pair(call: "partial[None]", db: Connection) -> Calls:
    db.execute("update counters set value = 0")

    def check(_: object) -> None:
        row = db.execute("select value from counters where id = 1").fetchone()
        assert row == (2,)

    return Calls(call, call, check)


@pytest.mark.parametrize("how", ["in Python", "in a function"])
def test_a_lost_update_is_found_and_repeats_under_its_schedule(counters: Explorer, how: str) -> None:
    careless = partial(add_in_python, False) if how == "in Python" else partial(add_in_function, False)
    found = counters.first_violation(twice(careless))
    assert found is not None
    assert len(found.schedule.turns) == 1
    for _ in range(3):
        with pytest.raises(Violated) as again:
            counters.try_schedule(twice(careless), Schedule.parse(str(found.schedule)))
        assert again.value.run.trace == found.trace


@pytest.mark.parametrize("how", ["in Python", "in a function"])
def test_a_row_lock_holds_under_every_schedule(counters: Explorer, how: str) -> None:
    careful = partial(add_in_python, True) if how == "in Python" else partial(add_in_function, True)
    runs = counters.explore(twice(careful))
    assert any(run.was_blocked for run in runs)
    assert len({run.trace for run in runs}) > 1


def test_two_that_wait_for_each_other_are_a_violation(counters: Explorer) -> None:
    def pair(db: Connection) -> Calls:
        return Calls(partial(add_in_order, 1, 2), partial(add_in_order, 2, 1), lambda _: None)

    with pytest.raises(Violated, match="circle"):
        counters.explore(pair)


def test_a_failure_that_is_no_refusal_is_raised(counters: Explorer) -> None:
    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        counters.explore(lambda _: Calls(fails, lambda: None, lambda _: None))


def test_schedules_are_read_as_they_are_printed() -> None:
    for text in ("A", "B7", "A7.3"):
        assert str(Schedule.parse(text)) == text
    with pytest.raises(ValueError, match="is no schedule"):
        Schedule.parse("C1")


def test_a_sample_is_drawn_by_its_seed() -> None:
    lengths = {"A": 9, "B": 7}
    drawn = [with_two_switches(lengths, sample=20, seed=seed) for seed in (1, 1, 2)]  # type: ignore[arg-type]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(with_two_switches(lengths, sample=None, seed=1)) == 2 * 8 * 6  # type: ignore[arg-type]
