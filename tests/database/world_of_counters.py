"""The rows of counting in the world of `world.py`: its creator is two of three with the brand's trigger."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def counters(world: "World") -> None:
    """A counter with what it has counted; a board of last night, and that the creator wants to be named on it."""
    of_them = {
        "user_id": world.ids["creator_user_id"], "trigger_id": world.ids["trigger_id"], "version": 1,
        "period_key": "all",
    }  # fmt: skip
    world.add("public.reward_counters", **of_them, value=2)
    world.add("public.reward_counter_members", **of_them, member="tiktok", times=1)
    world.add("public.leaderboards", key="points", period="all", metric="points")
    world.add("public.leaderboard_participants", user_id=world.ids["creator_user_id"])
