"""How to break the constraints of awards and achievements that nonsense in one column does not break."""

from typing import LiteralString

AWARD_CASES: dict[str, LiteralString] = {
    "achievements_have_levels": "levels = '{}'",
    "reward_awards_are_claimed_at_a_time": "status = 'claimed', claimed_at = null",
    "reward_awards_are_fulfilled_at_a_time": "status = 'fulfilled', fulfilled_at = null",
    "reward_awards_fail_for_a_reason": "status = 'failed', failure = null",
    "user_achievements_revoked_are_not_published": "revoked_at = now(), published_at = now()",
}
