"""The acts of the story in their order."""

from collections.abc import Callable
from pathlib import Path

from tests.e2e.system import running
from tests.examples import (
    brands,
    campaigns,
    creators,
    dealing,
    inviting,
    money,
    operating,
    signing_in,
    supabase,
    telling,
    tracking,
)
from tests.examples.stage import Examples, Stage

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
    *dealing.ACTS,
    *telling.ACTS,
    *campaigns.ENDING,
    *supabase.SIGNING_OUT,
    *operating.ACTS,
    *brands.LAST_ACTS,
)


def recorded_by_a_fresh_system(data_dir: Path) -> Examples:
    """Play all of it on a system of its own, which asks newcomers for a code as all do in AWS."""
    with running(data_dir, "--test-clock", settings={"SIGN_UP_CONFIRMATION": "code"}) as system:
        stage = Stage(system)
        for act in ACTS:
            act(stage)
    return stage.examples
