"""The rows of rewards in the world of `world.py`: its brand granted its creator something."""

from typing import TYPE_CHECKING

from psycopg.types.json import Jsonb

from tests.factories.rewards import POINTS

if TYPE_CHECKING:
    from tests.database.world import World


def awards(world: "World") -> None:
    """An award of points (`award_id`) of the world's trigger, and the balance."""
    world.add("public.reward_awards", "award_id", version=1, name="Spring", level=1, period_key="all",
              kind="points", reward=Jsonb(dict(POINTS)), amount=10, claim_by="2999-01-01")  # fmt: skip
    world.add("public.point_balances", points=10)
