"""What the database refuses about agents: their codes, referrals and what they earn."""

from common.errors import Conflict


class ReferralCodeUsedUp(Conflict, sqlstate="IR003"):
    """The details name how often it may be used (`max_uses`)."""

    code = "REFERRAL_CODE_USED_UP"
    sentence = "This code was used as often as it may be."


class TooManyReferralCodes(Conflict, sqlstate="IR006"):
    """The details name how many an agent may have (`most`). Codes are never deleted: one that was given stays taken."""

    code = "TOO_MANY_REFERRAL_CODES"
    sentence = "You have as many codes as an agent may have."


class ReferralCodeTaken(Conflict, constraints=["referral_code_is_given_once"]):
    """Codes that look alike are one: O is 0, I and L are 1, and hyphens do not count."""

    code = "REFERRAL_CODE_TAKEN"
    sentence = "This code, or one that looks like it, is taken."


class ReferralCodeUsedMoreOften(Conflict, constraints=["referral_code_is_not_used_up"]):
    """It was used more often than that already."""

    code = "REFERRAL_CODE_USED_MORE_OFTEN"
    sentence = "The code was used more often than that already."


class TooManyContactFiles(Conflict, sqlstate="IR008"):
    """There are few in 24 hours; the details name which `limit` it is (uploads, imports, dry_runs), and the most."""

    code = "TOO_MANY_CONTACT_FILES"
    sentence = "That is all for today: come again tomorrow with the next file."


class ContactKnown(Conflict, constraints=["agent_contact_is_known_once"]):
    """An address, or a number alone, is one contact of an agent."""

    code = "CONTACT_KNOWN"
    sentence = "You have this contact already."
