"""HTTP entry of the capability."""

from typing import Any

from rewards.achievement_definitions import routes as achievement_definitions
from rewards.achievements import routes as achievements
from rewards.app import app
from rewards.badge_achievements import routes as badge_achievements
from rewards.badges import routes as badges
from rewards.fact_types import routes as fact_types
from rewards.issuers import routes as issuers
from rewards.leaderboards import routes as leaderboards
from rewards.reward_awards import routes as reward_awards
from rewards.reward_backfills import routes as reward_backfills
from rewards.reward_dry_runs import routes as reward_dry_runs
from rewards.reward_programs import routes as reward_programs
from rewards.reward_triggers import routes as reward_triggers
from rewards.status_lists import routes as status_lists

__all__ = [
    "achievement_definitions",
    "achievements",
    "badge_achievements",
    "badges",
    "fact_types",
    "issuers",
    "lambda_handler",
    "leaderboards",
    "reward_awards",
    "reward_backfills",
    "reward_dry_runs",
    "reward_programs",
    "reward_triggers",
    "status_lists",
]


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request of API Gateway (payload v2)."""
    return app.resolve(event, context)
