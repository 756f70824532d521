"""The rows of rewards in the world of `world.py`: its brand granted its creator something."""

from typing import TYPE_CHECKING

from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from tests.database.world import World

POINTS = {"kind": "points", "points": 10}


def awards(world: "World") -> None:
    """An award of points (`award_id`) and the balance; with a program and a trigger where the world has none yet."""
    if "public.reward_programs" not in world.keys:
        world.add("public.reward_programs", "program_id", name="Spring")
    if "public.reward_triggers" not in world.keys:
        said = {"on": "deal.released", "count": {"what": "events"}, "window": "lifetime", "levels": [1]}
        world.add("public.reward_triggers", "trigger_id", key="spring", name="Spring", definition=Jsonb(said),
                  reward=Jsonb(POINTS))  # fmt: skip
    row = world.db.execute(
        "select id, version, program_id from reward_triggers where brand_id = %(brand_id)s limit 1", world.ids
    ).fetchone()
    assert row is not None
    world.ids |= zip(("trigger_id", "version", "program_id"), row, strict=True)
    world.add("public.reward_awards", "award_id", user_id=world.ids["creator_user_id"], name="Spring", level=1,
              period_key="all", kind="points", reward=Jsonb(POINTS), amount=10, claim_by="2999-01-01")  # fmt: skip
    world.add("public.point_balances", user_id=world.ids["creator_user_id"], points=10)
    world.ids.pop("version")
