"""What the database refuses about rewards: programs, triggers, awards, achievements and badges."""

from common.errors import Conflict, Unprocessable


class FactTypeUnknown(Unprocessable, sqlstate="IW005"):
    """A fact is of a type that is registered (`fact_types`); the details name what was asked for (`type`)."""

    code = "FACT_TYPE_UNKNOWN"
    sentence = "There is no such type of fact."


class AchievementRevoked(Conflict, sqlstate="IW018"):
    """What was taken back has no page any more; the details name since when (`revoked_at`)."""

    code = "ACHIEVEMENT_REVOKED"
    sentence = "This badge was revoked; it cannot be shown to others."


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
