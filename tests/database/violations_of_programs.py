"""How to break the constraints of reward programs that no single column breaks."""

from typing import LiteralString

PROGRAM_CASES: dict[str, LiteralString] = {
    "reward_program_budget_covers_commitments": "budget_total = 5, budget_reserved = 2, budget_spent = 4",
    "reward_programs_budget_has_a_currency": "currency = null, budget_total = 1",
    "reward_programs_end_after_their_start": "starts_at = now(), ends_at = now()",
    "reward_programs_are_paused_for_a_reason": "status = 'paused', paused_reason = null",
    "reward_programs_are_ended_at_a_time": "status = 'ended', ended_at = null",
}
