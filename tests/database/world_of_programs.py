"""Rows of reward programs in the world of `world.py`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def programs(world: "World") -> None:
    """An active program of the brand (`program_id`), which grants points and has no budget."""
    world.add("public.reward_programs", "program_id", name="Spring", status="active")
