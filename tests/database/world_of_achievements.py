"""Rows of achievements in the world of `world.py`: the creator has unlocked one of their own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def achieved(world: "World") -> None:
    """An achievement (`achievement_key`), and that the creator has it (`user_achievement_id`)."""
    world.ids["achievement_key"] = "early-bird"
    words = {"name": "Early bird", "description": "Always first.", "criteria": "Rise before six."}
    world.add("public.achievements", key="early-bird", image_key="login-streak", **words)
    world.add("public.user_achievements", "user_achievement_id", level=1)
