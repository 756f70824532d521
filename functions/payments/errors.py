"""Refusals of this capability that are not the database's own."""

from common.errors import Forbidden


class NoWallet(Forbidden):
    """Neither a creator nor a member of a brand."""

    code = "NO_WALLET"
    sentence = "Your account has no wallet."
