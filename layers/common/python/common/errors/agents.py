"""What the database refuses about agents and what they do."""

from common.errors import Conflict, TooManyRequests


class TooManyInvites(TooManyRequests, sqlstate="IR009"):
    """So many as an agent may make in 24 hours; the details say how many those are."""

    code = "TOO_MANY_INVITES"
    sentence = "That are too many invites for a day. Go on tomorrow."
    retry_after_seconds = 86_400  # what is counted is a day's


class InviteTransitionForbidden(Conflict, sqlstate="IR010"):
    """An invite is not reminded of, or does not go to that state; the details say why not."""

    code = "INVITE_TRANSITION_FORBIDDEN"
    sentence = "This is not possible with this invite (now)."
