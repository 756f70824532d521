"""Refusals of this capability."""

from common.errors import Conflict, NotFound


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
