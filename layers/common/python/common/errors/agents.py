"""What the database refuses about agents: their codes, referrals and what they earn."""

from common.errors import Conflict, Unprocessable


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


class ReferralCodeReserved(Unprocessable, constraints=["referral_codes_are_no_reserved_words"]):
    """It reads as a word of ours, or begins with our name."""

    code = "REFERRAL_CODE_RESERVED"
    sentence = "This code is reserved. Choose another one."


class CommissionTransitionForbidden(Conflict, sqlstate="IR002"):
    """The commission's status machine has no such step."""

    code = "COMMISSION_TRANSITION_FORBIDDEN"
    sentence = "The commission cannot take this step."


class CommissionExceeded(Unprocessable, sqlstate="IR011"):
    """More of a fee than it is, or more back of a commission than is left; the details name both amounts."""

    code = "COMMISSION_EXCEEDED"
    sentence = "The amount is more than there is of this commission."
