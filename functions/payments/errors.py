"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden


class OwnerRequired(Conflict):
    """The caller belongs to several brands and did not say whose wallet is meant."""

    code = "BRAND_REQUIRED"
    sentence = "You belong to several brands: say which one with brand_id."


class NoWallet(Forbidden):
    """Neither a creator nor a member of a brand."""

    code = "NO_WALLET"
    sentence = "Your account has no wallet."
