"""Whatever happens to what agents earn, and in whatever order: the books are whole after each step."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.agents_money import ACTS, World


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99_999)), min_size=15, max_size=40))
def test_the_books_are_whole_after_each_step(
    database: Database, steps: list[tuple[Callable[[World, int], None], int]]
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        world = World(db)
        for pick in (3_001, 7_004, 9_005):
            world.release(pick)
        for act, pick in steps:
            act(world, pick)
            world.prove()
        world.end()
