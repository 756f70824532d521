"""What the database refuses about rewards: programs, triggers, awards, achievements and badges."""

from common.errors import Conflict, Unprocessable


class FactTypeUnknown(Unprocessable, sqlstate="IW005"):
    """A fact is of a type that is registered (`fact_types`); the details name what was asked for (`type`)."""

    code = "FACT_TYPE_UNKNOWN"
    sentence = "There is no such type of fact."


class FactDataInvalid(Unprocessable, sqlstate="IW006"):
    """The data of a fact are the fields of its type; the details name the type and the field (`type`, `field`)."""

    code = "FACT_DATA_INVALID"
    sentence = "A fact has only the fields of its type: numbers, and words of ours."


class AchievementRevoked(Conflict, sqlstate="IW018"):
    """What was taken back has no page any more; the details name since when (`revoked_at`)."""

    code = "ACHIEVEMENT_REVOKED"
    sentence = "This badge was revoked; it cannot be shown to others."


class AchievementExists(Conflict, constraints=["achievements_pkey"]):
    """A key is given once, and never again."""

    code = "ACHIEVEMENT_EXISTS"
    sentence = "There is an achievement with this key already."


class AchievementLevelInUse(Conflict, sqlstate="IW019"):
    """Somebody has a level that would be gone, or a live or paused trigger grants it: retire the trigger first."""

    code = "ACHIEVEMENT_LEVEL_IN_USE"
    sentence = "This level stays: somebody has it, or a live trigger grants it."


class ProgramStepForbidden(Conflict, sqlstate="IW002"):
    """The program's status machine has no such step, or its time is over; the details name both ends (`from`, `to`)."""

    code = "PROGRAM_STEP_FORBIDDEN"
    sentence = "The reward program cannot take this step."


class ProgramBudgetEmpty(Conflict, sqlstate="IW008"):
    """A program that grants money is activated with nothing left in its budget; the details are its figures."""

    code = "PROGRAM_BUDGET_EMPTY"
    sentence = "The program has no budget left to grant of; fund it first."


class ProgramTermsFixed(Conflict, sqlstate="IW013"):
    """Its currency since it was funded or activated, its start since it was activated, all since it has ended."""

    code = "PROGRAM_TERMS_FIXED"
    sentence = "This can no longer be changed about the program."


class ProgramWithoutCurrency(Unprocessable, constraints=("reward_programs_budget_has_a_currency",)):
    """A program of points and badges alone takes no money."""

    code = "PROGRAM_WITHOUT_CURRENCY"
    sentence = "The program has no currency, and so no budget; give it one first."


class RewardStepNotAllowed(Conflict, sqlstate="IW001"):
    """What is not granted is not claimed, and what is revoked stays so; the details name both ends (`from`, `to`)."""

    code = "REWARD_STEP_NOT_ALLOWED"
    sentence = "The reward is past this step."


class RewardAlreadyClaimed(Conflict, sqlstate="IW009"):
    """The details name when (`claimed_at`)."""

    code = "ALREADY_CLAIMED"
    sentence = "You have claimed this reward already."


class RewardExpired(Conflict, sqlstate="IW014"):
    """The details name until when it could be claimed (`claim_by`)."""

    code = "REWARD_EXPIRED"
    sentence = "The time to claim this reward is over."


class RewardHeld(Conflict, sqlstate="IW015"):
    """A fraud rule has found something that nobody has decided yet, or its brand owes a card payment that is disputed.

    Its time does not run out meanwhile.
    """

    code = "REWARD_HELD"
    sentence = "We are looking at this reward. Claim it in a few days; it does not expire until then."


class TriggerTransitionForbidden(Conflict, sqlstate="IW003"):
    """Drafts go live, live ones pause and go on, all can be retired; the details name the states."""

    code = "TRIGGER_TRANSITION_FORBIDDEN"
    sentence = "The trigger cannot take this step."


class TriggerDefinitionRefused(Unprocessable, sqlstate="IW007"):
    """Facts of the type lack what is asked of them; the details name the place (`field`) and the `reason`."""

    code = "TRIGGER_DEFINITION_REFUSED"
    sentence = "Facts of this type cannot answer what the definition asks."


class TriggerRefused(Conflict, sqlstate="IW012"):
    """Something is in the way; the details name the `reason`, and what belongs to it."""

    code = "TRIGGER_REFUSED"
    sentence = "This is not possible with this trigger (now)."


class TriggerKeyTaken(Conflict, constraints=["reward_trigger_key_has_each_version_once"]):
    """A key is that of one trigger of a program, also of one that is retired."""

    code = "TRIGGER_KEY_TAKEN"
    sentence = "Another trigger of this program has this key."


class RewardNotForThisTrigger(
    Unprocessable,
    constraints=[
        "reward_triggers_claim_by_themselves_what_needs_no_money",
        "reward_triggers_of_brands_grant_money_or_points",
    ],
):
    """Brands grant money and points; points and badges alone are claimed by themselves."""

    code = "REWARD_NOT_FOR_THIS_TRIGGER"
    sentence = "Brands grant money or points, and only points and badges are claimed by themselves."


class TriggerFactTypeUnknown(Unprocessable, constraints=["reward_triggers_are_about_facts"]):
    """A trigger is about a type of fact that is registered."""

    code = "TRIGGER_FACT_TYPE_UNKNOWN"
    sentence = "There is no such type of fact to count."


class BackfillTransitionForbidden(Conflict, sqlstate="IW004"):
    """The backfill's status machine has no such step; the details name both ends (`from`, `to`)."""

    code = "BACKFILL_TRANSITION_FORBIDDEN"
    sentence = "The backfill cannot take this step."


class BackfillRefused(Conflict, sqlstate="IW016"):
    """The details name the `reason`: `not_live`, `counters_carried` or `asked_before` (with its `status`)."""

    code = "BACKFILL_REFUSED"
    sentence = "Facts of before cannot be counted for this trigger (again)."


class DryRunTooLarge(Conflict, sqlstate="IW017"):
    """The details say how many facts there are to count at least (`facts`), how many were looked at, and the `most`."""

    code = "DRY_RUN_TOO_LARGE"
    sentence = "There are too many facts to count while you wait; name a shorter time."
