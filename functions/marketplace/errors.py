"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict


class GigNotDraft(Conflict):
    """Only a draft can be deleted."""

    code = "GIG_NOT_DRAFT"
    sentence = "Only a draft can be deleted; close the gig instead."


class CardPaysByDeposit(Conflict):
    """A card pays for held funds by a deposit that names them; the details are what `startDeposit` needs."""

    code = "CARD_PAYS_BY_DEPOSIT"
    sentence = (
        "A card pays by a deposit: call startDeposit with the wallet, amount and escrow of the details."
    )
