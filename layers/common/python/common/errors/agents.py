"""What the database refuses about agents: their codes, referrals and what they earn."""

from common.errors import Conflict, TooManyRequests, Unprocessable


class SelfReferral(Unprocessable, sqlstate="IR001"):
    """Nobody brings themselves; where it is known, the details name what both are (`reason`)."""

    code = "SELF_REFERRAL"
    sentence = "Nobody brings themselves."


class ReferralCodeUsedUp(Conflict, sqlstate="IR003"):
    """The details name how often it may be used (`max_uses`)."""

    code = "REFERRAL_CODE_USED_UP"
    sentence = "This code was used as often as it may be."


class AlreadyReferred(Conflict, sqlstate="IR004", constraints=["referrals_pkey"]):
    """One agent for a person, for ever; also one that was rejected."""

    code = "ALREADY_REFERRED"
    sentence = "Who brought you is known already."


class ReferralTooLate(Conflict, sqlstate="IR007"):
    """A code is said within a week of the sign-up; the details name until when (`until`)."""

    code = "REFERRAL_TOO_LATE"
    sentence = "You signed up too long ago to say who brought you."


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


class AgentTiersOutOfOrder(Conflict, sqlstate="IR013"):
    """A higher tier asks for no less than a lower one, and the lowest for nothing; the details name both tiers."""

    code = "AGENT_TIERS_OUT_OF_ORDER"
    sentence = "A higher tier cannot ask for less than a lower one, and the lowest asks for nothing."


class FraudGroupDecided(Conflict, sqlstate="IR005"):
    """A fraud group is decided once, or has expired; the details name its state."""

    code = "FRAUD_GROUP_DECIDED"
    sentence = "This was decided already."


class FraudGroupNotUpheld(Conflict, sqlstate="IR014"):
    """Commissions are forfeited by a decision to uphold, and by nothing else."""

    code = "FRAUD_GROUP_NOT_UPHELD"
    sentence = "Only what was upheld is forfeited."


class FraudConfigRefused(Unprocessable, constraints=["fraud_rules_config_fits_its_rule"]):
    """Each rule is told something else beside its name; the details say which fields."""

    code = "FRAUD_CONFIG_REFUSED"
    sentence = "This rule is told something else, or within other bounds."


class BurstIsAHint(Unprocessable, constraints=["fraud_rules_burst_is_a_hint"]):
    """A stadium is one address: `burst` weighs 20 points at most."""

    code = "BURST_IS_A_HINT"
    sentence = "Many scans by one address may weigh 20 points at most."


class ReferralCodeReserved(Unprocessable, constraints=["referral_codes_are_no_reserved_words"]):
    """It reads as a word of ours, or begins with our name."""

    code = "REFERRAL_CODE_RESERVED"
    sentence = "This code is reserved. Choose another one."


class TooManyContactFiles(Conflict, sqlstate="IR008"):
    """There are few in 24 hours; the details name which `limit` it is (uploads, imports, dry_runs), and the most."""

    code = "TOO_MANY_CONTACT_FILES"
    sentence = "That is all for today: come again tomorrow with the next file."


class ContactKnown(Conflict, constraints=["agent_contact_is_known_once"]):
    """An address, or a number alone, is one contact of an agent."""

    code = "CONTACT_KNOWN"
    sentence = "You have this contact already."


class TooManyInvites(TooManyRequests, sqlstate="IR009"):
    """So many as an agent may make in 24 hours; the details say how many those are."""

    code = "TOO_MANY_INVITES"
    sentence = "That are too many invites for a day. Go on tomorrow."
    retry_after_seconds = 86_400  # what is counted is a day's


class InviteTransitionForbidden(Conflict, sqlstate="IR010"):
    """An invite is not reminded of, or does not go to that state; the details say why not."""

    code = "INVITE_TRANSITION_FORBIDDEN"
    sentence = "This is not possible with this invite (now)."


class CommissionTransitionForbidden(Conflict, sqlstate="IR002"):
    """The commission's status machine has no such step."""

    code = "COMMISSION_TRANSITION_FORBIDDEN"
    sentence = "The commission cannot take this step."


class CommissionExceeded(Unprocessable, sqlstate="IR011"):
    """More of a fee than it is, or more back of a commission than is left; the details name both amounts."""

    code = "COMMISSION_EXCEEDED"
    sentence = "The amount is more than there is of this commission."
