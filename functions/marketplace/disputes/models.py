"""Bodies of disputes. Amounts are what the creator is to get, in minor units."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input
from common.models.deal_disputes import DisputeReason
from common.models.deals import Side
from common.models.texts import Written
from common.money import Amount

Words = Annotated[str, StringConstraints(max_length=5_000), Written]


class DisputeDraft(Input):
    """What is wrong, and what the creator is to get."""

    reason_code: DisputeReason
    claim: Words
    """What happened, and why the amount is right."""
    opener_amount: Amount
    """What the creator is to get, in minor units: 0 to the price."""
    side: Side | None = None
    """For administrators: for which side they open it; null: the brand. Everybody else speaks for their own."""


class DisputeAnswer(Input):
    """What the other side says, and what it would pay or take."""

    answer: Words
    """What happened as this side sees it, and why its amount is right."""
    answer_amount: Amount
    """What the creator is to get, in minor units: 0 to the price."""


class SplitProposal(Input):
    """What one side would settle for, or takes of the other."""

    amount: Amount
    """What the creator is to get, in minor units: 0 to the price."""


class DisputeAppeal(Input):
    """Why a decision is wrong."""

    appeal: Words
    """What the decision has overlooked."""


class DisputeDecision(Input):
    """A decision of an administrator."""

    creator_amount: Amount
    """What the creator gets, in minor units: 0 to the price."""
    reason: Words
    """Why; both sides read it."""


class MessageDraft(Input):
    """What is said to everybody in the dispute."""

    body: Annotated[str, StringConstraints(max_length=2_000), Written]
