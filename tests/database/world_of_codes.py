"""Rows of referral codes in the world of `world.py`: the creator gives one to people, one of whom follows its link."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def codes(world: "World") -> None:
    """A code of the agent (`code_id`), and a touch of it."""
    world.add("public.referral_codes", "code_id", code="CARLA-TEN")
    world.add("public.referral_touches", "touch_id", token_hash=b"t" * 32, kind="click")
