"""How to break constraints of reward triggers that nonsense in one column does not break."""

from typing import LiteralString

TRIGGER_CASES: dict[str, LiteralString] = {
    "reward_backfills_cursor_is_whole": "cursor_id = gen_random_uuid(), cursor_at = null",
    "reward_triggers_are_about_facts": 'definition = \'{"on": "no.such"}\'',
    "reward_triggers_claim_by_themselves_what_needs_no_money": (
        'auto_claim = true, reward = \'{"kind": "money", "amount": 1, "currency": "eur"}\''
    ),
    "reward_triggers_of_brands_grant_money_or_points": 'reward = \'{"kind": "badge", "achievement": "a", "level": 1}\'',
    "reward_triggers_were_live_at_a_time": "status = 'live', live_at = null",
}
TRIGGER_PREPARED: dict[str, LiteralString] = {
    "reward_trigger_has_one_live_version": "status = 'live', live_at = now()",
}
