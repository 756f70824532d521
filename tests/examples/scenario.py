"""The acts of the story in their order."""

from collections.abc import Callable

from tests.examples import (
    brands,
    campaigns,
    creators,
    inviting,
    money,
    operating,
    signing_in,
    supabase,
    telling,
    tracking,
)
from tests.examples.stage import Stage

Act = Callable[[Stage], None]

ACTS: tuple[Act, ...] = (
    *signing_in.ACTS,
    *supabase.SIGNING_IN,
    *brands.ACTS,
    *creators.SHOWING,
    *money.PAYING_IN,
    *campaigns.PLANNING,
    *creators.SEARCHING,
    *inviting.ACTS,
    *tracking.ACTS,
    *campaigns.WORKING,
    *money.PAYING_OUT,
    *telling.ACTS,
    *campaigns.ENDING,
    *supabase.SIGNING_OUT,
    *operating.ACTS,
    *brands.LAST_ACTS,
)


def play(stage: Stage) -> None:
    """Play all of it."""
    for act in ACTS:
        act(stage)
