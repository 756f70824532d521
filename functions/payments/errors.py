"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden, Unprocessable


class NoWallet(Forbidden):
    """Neither a creator nor an agent nor a member of a brand."""

    code = "NO_WALLET"
    sentence = "Your account has no wallet."


class WalletMismatch(Conflict):
    """A milestone is paid for by its own brand's wallet of its currency; the details name the currency."""

    code = "WALLET_MISMATCH"
    sentence = "This wallet cannot pay for the milestone: it is of another currency, or of another brand."


class StripeEventNotHandled(Conflict):
    """Its type is none that we do anything about."""

    code = "STRIPE_EVENT_NOT_HANDLED"
    sentence = "Nothing is done about events of this type."


class StatementTooLong(Unprocessable):
    """The file would be larger than an answer may be; the details name how many lines the span has."""

    code = "STATEMENT_TOO_LONG"
    sentence = "The statement is too long for one answer: export it, ask for less, or read it page by page."


class ReportTooLong(Conflict):
    """A payout of more earnings than one answer holds; the details say how many it can be."""

    code = "REPORT_TOO_LONG"
    sentence = "This report is too long for one answer. List the earnings of the payout instead."
