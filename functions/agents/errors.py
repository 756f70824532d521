"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden, NotFound, Unprocessable


class AgentNotActive(Forbidden):
    """The details name the `status`: paused or banned."""

    code = "AGENT_NOT_ACTIVE"
    sentence = "You bring nobody new at the moment, so there is nothing to make a code for."


class CommissionFileTooLong(Conflict):
    """More commissions than one answer holds; the details say how many it can be."""

    code = "COMMISSION_FILE_TOO_LONG"
    sentence = (
        "This file is too long for one answer. Ask for fewer days, or list the commissions page by page."
    )


class AgentIsBanned(Conflict):
    """Who is banned as an agent changes nothing any more, and still sees what they earned."""

    code = "AGENT_IS_BANNED"
    sentence = "You were banned as an agent."


class OwnAddress(Unprocessable):
    """Nobody invites themselves."""

    code = "OWN_ADDRESS"
    sentence = "This is your own address."


class NumberInvalid(Unprocessable):
    """A number that cannot be called: the details say how it was read."""

    code = "NUMBER_INVALID"
    sentence = "This is no telephone number. Write it with its country's prefix, or name the country."


class ChannelUnavailable(Conflict):
    """We send no text messages yet."""

    code = "CHANNEL_UNAVAILABLE"
    sentence = "Invites cannot be sent over this channel yet."


class CodeNeeded(Conflict):
    """A text to share leads by a referral code, and the agent has none that is good."""

    code = "CODE_NEEDED"
    sentence = "Make a referral code first: the text leads by it."


class InviteLinkInvalid(NotFound):
    """A token of no invite."""

    code = "INVITE_LINK_INVALID"
    sentence = "This link is not valid."
