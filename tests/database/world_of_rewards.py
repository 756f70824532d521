"""A row of each table of rewards, in the order in which one needs the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.database.world_of_achievements import achieved
from tests.database.world_of_awards import awards
from tests.database.world_of_badges import badges
from tests.database.world_of_facts import facts
from tests.database.world_of_programs import programs
from tests.database.world_of_triggers import triggers

if TYPE_CHECKING:
    from tests.database.world import World


def rewards(world: World) -> None:
    """All of rewards: who may be granted what, what was, and what counted for it."""
    programs(world)
    triggers(world)
    awards(world)
    achieved(world)
    badges(world)
    facts(world)
