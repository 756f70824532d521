"""Refusals of this capability that are not the database's own."""

from common.errors import Unprocessable


class OwnAddress(Unprocessable):
    """Nobody invites themselves."""

    code = "OWN_ADDRESS"
    sentence = "This is your own address."


class NumberInvalid(Unprocessable):
    """A number that cannot be called: the details say how it was read."""

    code = "NUMBER_INVALID"
    sentence = "This is no telephone number. Write it with its country's prefix, or name the country."
