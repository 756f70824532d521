"""The rows of triggers in the world of `world.py`: a draft of the brand's, and a version that was live and counted."""

from typing import TYPE_CHECKING

from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from tests.database.world import World


def triggers(world: "World") -> None:
    """A trigger (`trigger_id`) whose first version counted the creator, also for before, and a draft of the next."""
    said = {
        "key": "deals", "name": "Deals", "definition": Jsonb({"on": "deal.released", "levels": [1, 3]}),
        "reward": Jsonb({"kind": "points", "points": 5}),
    }  # fmt: skip
    world.add(
        "public.reward_triggers",
        "trigger_id",
        **said,
        status="retired",
        live_at="2026-01-01",
        created_by=None,
    )
    world.add("public.reward_backfills", trigger_id=world.ids["trigger_id"], version=1, live_at="2026-01-01")
    world.add("public.reward_counters", version=1, period_key="all", value=1)
    world.add("public.reward_counter_members", version=1, period_key="all", member="2026-01-01", times=1)
    world.add("public.reward_triggers", **said, id=world.ids["trigger_id"], version=2)
