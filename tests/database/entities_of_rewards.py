"""Entity models of rewards: programs, what they grant, and what is counted."""

from common.models import (
    achievements,
    reward_awards,
    reward_backfills,
    reward_facts,
    reward_programs,
    reward_triggers,
)
from common.models.base import Output
from tests.database.entity import Entity

ENTITIES = [
    Entity(achievements.Achievement, "achievements"),
    Entity(reward_programs.RewardProgram, "reward_programs", {"told_percent"}, {"budget_left"}),
    Entity(reward_facts.FactType, "fact_types", {"created_at"}),
    Entity(reward_triggers.RewardTrigger, "reward_triggers", {"condition", "fact_type"}),
    Entity(
        reward_awards.RewardAward, "reward_awards",
        {"expiry_told_at", "ledger_transaction_id", "told_at", "updated_at"}, {"brand"},
    ),
    Entity(
        reward_backfills.RewardBackfill, "reward_backfills",
        {"attempts", "available_at", "brand_id", "cursor_id", "last_error"},
    ),
    Entity(reward_awards.PointBalance, "point_balances", {"created_at"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    achievements.AchievementWords,
}  # fmt: skip
