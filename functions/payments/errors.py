"""Refusals of this capability that are not the database's own."""

from common.errors import Forbidden, Unprocessable


class NoWallet(Forbidden):
    """Neither a creator nor a member of a brand."""

    code = "NO_WALLET"
    sentence = "Your account has no wallet."


class StatementTooLong(Unprocessable):
    """The file would be larger than an answer may be; the details name how many lines the span has."""

    code = "STATEMENT_TOO_LONG"
    sentence = "The statement is too long for one answer: export it, ask for less, or read it page by page."
