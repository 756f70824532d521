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
