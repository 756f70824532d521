"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden


class NoWallet(Forbidden):
    """Neither a creator nor a member of a brand."""

    code = "NO_WALLET"
    sentence = "Your account has no wallet."


class ReportTooLong(Conflict):
    """A payout of more earnings than one answer holds; the details say how many it can be."""

    code = "REPORT_TOO_LONG"
    sentence = "This report is too long for one answer. List the earnings of the payout instead."
