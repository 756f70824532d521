"""The acts of the story in their order."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.system import running
from tests.examples import (
    brands,
    bringing,
    campaigns,
    creators,
    dealing,
    inviting,
    knowing,
    messaging,
    moderating,
    money,
    operating,
    rewarding,
    scanning,
    sending_files,
    signing_in,
    supabase,
    telling,
    tracking,
)
from tests.examples.stage import Examples, Stage

Act = Callable[[Stage], None]

LONGEST_STORY = timedelta(minutes=5)

ACTS: tuple[Act, ...] = (
    *signing_in.ACTS,
    *rewarding.BEFORE,
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
    *messaging.ACTS,
    *sending_files.ACTS,
    *moderating.ACTS,
    *telling.ACTS,
    *scanning.ACTS,
    *campaigns.ENDING,
    *supabase.SIGNING_OUT,
    *bringing.ACTS,
    *knowing.ACTS,
    *rewarding.ACTS,
    *operating.ACTS,
    *brands.LAST_ACTS,
)


def recorded_by_a_fresh_system(data_dir: Path) -> Examples:
    """Play all of it on a system of its own, which asks newcomers for a code as all do in AWS.

    No timer of its own fires in it, and no day ends: either would change what the story sees.
    """
    _let_the_day_end()
    with running(
        data_dir, "--test-clock", "--no-timers", settings={"SIGN_UP_CONFIRMATION": "code"}
    ) as system:
        stage = Stage(system)
        for act in ACTS:
            act(stage)
    return stage.examples


def _let_the_day_end() -> None:
    """Wait for midnight (UTC) where the story would go on beyond it."""
    now = datetime.now(UTC)
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
    if midnight - now < LONGEST_STORY:
        time.sleep((midnight - now).total_seconds())
