"""How to break the constraints of rewards: what its parts say, and what is of none of them."""

from typing import LiteralString

from tests.database.violations_of_awards import AWARD_CASES
from tests.database.violations_of_programs import PROGRAM_CASES
from tests.database.violations_of_triggers import TRIGGER_CASES, TRIGGER_PREPARED

REWARD_CASES: dict[str, LiteralString] = (
    AWARD_CASES
    | PROGRAM_CASES
    | TRIGGER_CASES
    | {
        "achievements_have_levels": "levels = '{}'",
    }
)
REWARD_PREPARED: dict[str, LiteralString] = TRIGGER_PREPARED | {
    "earning_pays_an_award_once": "award_id = gen_random_uuid()",
}
