"""What the database refuses about campaigns: their states, invitations, submissions, files, surveys, budget."""

from common.errors import Conflict, DomainError, Forbidden, NotFound, Unprocessable


class CampaignTransitionForbidden(Conflict, sqlstate="IC001"):
    """The campaign's status machine has no such step; the details name both ends."""

    code = "CAMPAIGN_TRANSITION_FORBIDDEN"
    sentence = "The campaign cannot take this step."


class CampaignNotRunning(Conflict, sqlstate="IC008"):
    """The details name the campaign's status and those in which this is allowed."""

    code = "CAMPAIGN_NOT_RUNNING"
    sentence = "The campaign is not in a state for this."


class CampaignHasTraffic(
    Conflict,
    constraints=[
        "tracking_aggregates_belong_to_a_campaign",
        "tracking_aggregates_count_for_a_link",
        "conversions_belong_to_a_campaign",
        "conversions_came_through_a_link",
    ],
):
    """What was counted stays: the campaign is not deleted from under it."""

    code = "CAMPAIGN_HAS_TRAFFIC"
    sentence = "The campaign has traffic: cancel it instead of deleting it."


class TimelineReversed(Unprocessable, constraints=["campaign_starts_before_it_ends"]):
    """The end lies before the start."""

    code = "TIMELINE_REVERSED"
    sentence = "The timeline must start before it ends."


class TermsAgreed(Conflict, sqlstate="IC009"):
    """What creators accepted stays as they accepted it."""

    code = "TERMS_AGREED"
    sentence = "Creators have accepted what this would change."


class TooManyDeliverables(Conflict, sqlstate="IC031"):
    """The details name how many there may be."""

    code = "TOO_MANY_DELIVERABLES"
    sentence = "The campaign asks for as many things as it may; delete some first."


class CurrencyFixed(Conflict, sqlstate="IC010"):
    """Amounts stand in the campaign's currency; it cannot become another."""

    code = "CURRENCY_FIXED"
    sentence = "Amounts were promised or counted in this currency."


class BudgetExhausted(DomainError, sqlstate="IC012"):
    """The campaign's budget is short (the wallet may be full); the details name what is needed, in minor units."""

    status = 402
    code = "BUDGET_EXHAUSTED"
    sentence = "The campaign's budget does not cover this."


class BudgetExceeded(Conflict, constraints=["campaign_budget_covers_commitments"]):
    """The budget would become smaller than what is promised already."""

    code = "BUDGET_EXCEEDED"
    sentence = "The budget does not cover what is reserved and spent."


class InvitationTransitionForbidden(Conflict, sqlstate="IC002"):
    """The invitation was answered, withdrawn or has run out."""

    code = "INVITATION_TRANSITION_FORBIDDEN"
    sentence = "The invitation cannot take this step."


class InvitationExpired(Conflict, sqlstate="IC011"):
    """Its time is over, though the hourly job has not marked it yet; the details name when."""

    code = "INVITATION_EXPIRED"
    sentence = "The invitation has expired."


class EmailInvitationTransitionForbidden(Conflict, sqlstate="IC070"):
    """It has become an invitation, was withdrawn, has lapsed or has run out; the details name which."""

    code = "EMAIL_INVITATION_TRANSITION_FORBIDDEN"
    sentence = "The invitation by e-mail waits no longer."


class EmailInvitationInvalid(NotFound, sqlstate="IC074"):
    """The token is unknown, or its invitation was withdrawn, has lapsed or has run out."""

    code = "EMAIL_INVITATION_INVALID"
    sentence = "This invitation is not valid (any more)."


class EmailInvitationForAnother(Forbidden, sqlstate="IC075"):
    """The mail went to an address that is not this person's, or not confirmed."""

    code = "EMAIL_INVITATION_FOR_ANOTHER"
    sentence = "The invitation went to another e-mail address."


class InvitationPending(Conflict, constraints=["invitation_is_pending_once_per_creator"]):
    """There is an invitation that waits for an answer."""

    code = "INVITATION_PENDING"
    sentence = "This creator is invited to this campaign already."


class NotACreator(Unprocessable, sqlstate="IC016"):
    """Only creators are invited."""

    code = "NOT_A_CREATOR"
    sentence = "There is no active creator with this id."


class AmountTooLarge(
    Unprocessable,
    constraints=[
        "campaign_invitations_amount_is_payable",
        "email_invitations_amount_is_payable",
        "campaign_negotiations_amount_is_payable",
        "campaign_deliverables_compensation_is_payable",
    ],
):
    """More than 10^12 minor units, or deliverables that come to more where no amount is named."""

    code = "AMOUNT_TOO_LARGE"
    sentence = "The amount, or what the deliverables pay together, is more than can be agreed on."


class OnBothSides(Conflict, sqlstate="IC020", constraints=["submission_reviews_are_by_another"]):
    """Who belongs to a brand is no creator of its campaigns, and nobody reviews their own work."""

    code = "ON_BOTH_SIDES"
    sentence = "Nobody stands on both sides of a campaign: its brand's and its creators'."


class NegotiationTransitionForbidden(Conflict, sqlstate="IC005"):
    """An offer is answered once."""

    code = "NEGOTIATION_TRANSITION_FORBIDDEN"
    sentence = "This offer is answered already."


class NotYourTurn(Conflict, sqlstate="IC013"):
    """Nobody answers their own offer, nobody withdraws the other side's."""

    code = "NOT_YOUR_TURN"
    sentence = "One side offers, the other answers."


class OfferOpen(Conflict, constraints=["negotiation_is_open_once_per_invitation"]):
    """One offer at a time."""

    code = "OFFER_OPEN"
    sentence = "There is an open offer: answer or withdraw it first."


class TooManyOffers(Conflict, sqlstate="IC041"):
    """The details name how many there may be about one invitation. The last one can still be answered."""

    code = "TOO_MANY_OFFERS"
    sentence = "There were as many offers as there may be: accept, decline or withdraw what there is."


class ParticipantTransitionForbidden(Conflict, sqlstate="IC003"):
    """The participant's status machine has no such step."""

    code = "PARTICIPANT_TRANSITION_FORBIDDEN"
    sentence = "The participant cannot take this step."


class ParticipantNotActive(Conflict, sqlstate="IC014"):
    """Who was removed, or is done, hands nothing in; the details name the status."""

    code = "PARTICIPANT_NOT_ACTIVE"
    sentence = "The participant is not active."


class AlreadyParticipates(Conflict, constraints=["participant_takes_part_once"]):
    """A creator takes part in a campaign once."""

    code = "ALREADY_PARTICIPATES"
    sentence = "This creator takes part already."
