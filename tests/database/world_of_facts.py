"""Rows of facts in the world of `world.py`: the creator was there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def facts(world: "World") -> None:
    """A fact (`fact_id`), and a mark; the lock of the creator is what their deeds before have made."""
    world.ids["subject_user_id"] = world.ids["creator_user_id"]
    world.add("public.reward_facts", "fact_id", type="login.day", reference="2026-01-01")
    world.add("public.fact_marks", type="login.day", day="2026-01-01")
