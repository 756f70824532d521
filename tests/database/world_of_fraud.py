"""The rows of fraud rules in the world of `world.py`: something was found about its agent."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def fraud(world: "World") -> None:
    """A group with what was found, and the agent's commission (`commission_id`), which is held for it."""
    about = {"rule_key": "self_deal", "subject_type": "agent", "subject_id": world.ids["agent_user_id"]}
    world.add("public.fraud_groups", "group_id", **about, severity="high", action="flag")
    world.add("public.fraud_events", **about, hash=b"0" * 32)
    world.add("public.commission_holds")
    world.ids.pop("group_id")
