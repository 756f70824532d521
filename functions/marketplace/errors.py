"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict


class GigNotDraft(Conflict):
    """Only a draft can be deleted."""

    code = "GIG_NOT_DRAFT"
    sentence = "Only a draft can be deleted; close the gig instead."
