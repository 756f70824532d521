"""What the database refuses about gigs, deals and held funds. Amounts in details are minor units."""

from common.errors import Conflict, Forbidden, TooManyRequests, Unprocessable


class StepNotAllowed(Conflict, sqlstate="IK001"):
    """A status machine of the marketplace has no such step now; the details name the table and where it stands."""

    code = "STEP_NOT_ALLOWED"
    sentence = "This step is not possible now."


class AlreadyClosed(Conflict, sqlstate="IK002"):
    """What is closed, released or refunded never changes; the details name the table."""

    code = "ALREADY_CLOSED"
    sentence = "This is closed and cannot be changed."


class EscrowFrozen(Conflict, sqlstate="IK003"):
    """A card payment that paid for it is disputed: all steps and times wait for the end of that."""

    code = "ESCROW_FROZEN"
    sentence = "A disputed card payment holds this up."


class DisputedMoneyOwed(Conflict, sqlstate="IK040"):
    """A card payment of the brand is disputed, and its wallet did not have it all; the details name the debt."""

    code = "DISPUTED_MONEY_OWED"
    sentence = "Money that is disputed is owed. Pay it first."


class NoSlotLeft(Conflict, sqlstate="IK004"):
    """Somebody else was faster."""

    code = "NO_SLOT_LEFT"
    sentence = "All slots of this gig are taken."


class NotEligible(Conflict, sqlstate="IK005"):
    """The details name what is missing: followers, platform, country, language."""

    code = "NOT_ELIGIBLE"
    sentence = "The gig asks for more than your profile shows."


class GigNotOpen(Conflict, sqlstate="IK006"):
    """Not open, over, or to be asked for in another way; the details name status and mode."""

    code = "GIG_NOT_OPEN"
    sentence = "The gig takes nobody in this way now."


class DeadlinePassed(Conflict, sqlstate="IK008"):
    """The details name the last moment."""

    code = "DEADLINE_PASSED"
    sentence = "The time for this is over."


class EnoughOfThese(TooManyRequests, sqlstate="IK009"):
    """A limit of gigs, offers, applications or claims; the details name the setting, and how many there may be."""

    code = "ENOUGH_OF_THESE"
    sentence = "There are as many of these as there may be for now."
    retry_after_seconds = 3600


class TermsFrozen(Conflict, sqlstate="IK010"):
    """Somebody has agreed to the terms, or money is bound to them."""

    code = "TERMS_FROZEN"
    sentence = "These terms can no longer be changed."


class GigBudgetExceeded(Conflict, sqlstate="IK011"):
    """Deals of the gig would cost more than its budget; the details name what is agreed and what is needed."""

    code = "GIG_BUDGET_EXCEEDED"
    sentence = "The budget of the gig does not cover this price."


class NoRevisionLeft(Conflict, sqlstate="IK013"):
    """The terms name how often work may be done again."""

    code = "NO_REVISION_LEFT"
    sentence = "There is no revision left in this deal."


class NotYetAgain(Conflict, sqlstate="IK014"):
    """The brand has said from when one may apply again; the details name it."""

    code = "NOT_YET_AGAIN"
    sentence = "You may apply again later."


class TermsOutOfRange(Unprocessable, sqlstate="IK015"):
    """A price, a budget or a number that does not fit the gig or the deal; the details name the bounds."""

    code = "TERMS_OUT_OF_RANGE"
    sentence = "This does not fit the terms."


class NotForThisSide(Conflict, sqlstate="IK030"):
    """A step of a dispute that is the other side's, or needs another reason; the details name side and status."""

    code = "NOT_FOR_THIS_SIDE"
    sentence = "This step is not yours in this dispute."


class ProposalOutdated(Conflict, sqlstate="IK031"):
    """The other side does not propose this amount, or no longer; the details name what it proposes."""

    code = "PROPOSAL_OUTDATED"
    sentence = "The other side does not propose this amount now."


class AppealedAlready(Conflict, sqlstate="IK032"):
    """Each side appeals once."""

    code = "APPEALED_ALREADY"
    sentence = "You have appealed already."


class DeciderInvolved(Forbidden, sqlstate="IK033"):
    """An administrator who is the creator, or is or was a member of the brand, does not decide between them."""

    code = "DECIDER_INVOLVED"
    sentence = "You belong to one of the sides. Let somebody else decide."


class DisputeWithdrawnAlready(Conflict, constraints=["deal_dispute_is_withdrawn_once"]):
    """A dispute of these held funds was withdrawn before; this one goes to its end."""

    code = "DISPUTE_WITHDRAWN_ALREADY"
    sentence = "A dispute about this was withdrawn before. This one can only be settled."


class ClaimedAlready(Conflict, constraints=["gig_is_claimed_once_by_a_creator"]):
    """One claim of a gig by a creator, for ever."""

    code = "CLAIMED_ALREADY"
    sentence = "You have claimed a slot of this gig already."


class AppliedAlready(Conflict, constraints=["application_is_live_once"]):
    """One application to a gig at a time."""

    code = "APPLIED_ALREADY"
    sentence = "You have applied to this gig already."


class ReviewedAlready(Conflict, constraints=["deal_submission_is_reviewed_once"]):
    """What was handed in is reviewed once."""

    code = "REVIEWED_ALREADY"
    sentence = "This was reviewed already."
