"""What the database refuses about conversations and what is written in them."""

from common.errors import Conflict, Forbidden, Unprocessable


class ConversationClosed(Conflict, sqlstate="IZ001"):
    """What it was about is over for long; the details say since when."""

    code = "CONVERSATION_CLOSED"
    sentence = "This conversation is closed: it can be read, nothing more is written."


class Blocked(Forbidden, sqlstate="IZ002"):
    """One of both sides wants nothing of the other; which of them is not said."""

    code = "BLOCKED"
    sentence = "You cannot write to each other."


class NotConnected(Forbidden, sqlstate="IZ003"):
    """A direct conversation needs a deal, an invitation or an application between both."""

    code = "NOT_CONNECTED"
    sentence = "There is no deal, invitation or application between you yet."


class AttachmentNotStored(Conflict, sqlstate="IZ004"):
    """A file that is not there (yet), was refused, was sent already, or is another's; the details count them."""

    code = "ATTACHMENT_NOT_STORED"
    sentence = "A file cannot be sent: it has not arrived, or was sent already."


class ClientIdReused(Unprocessable, sqlstate="IZ005"):
    """The same client id with another text, other files or another answer: each message has an id of its own."""

    code = "CLIENT_ID_REUSED"
    sentence = "This client id belongs to another message."


class ReportReviewedAlready(Conflict, sqlstate="IZ006"):
    """A report, or what a rule has kept back, is decided once; the details name both states."""

    code = "ALREADY_REVIEWED"
    sentence = "This was decided already."


class MessageNotThereYet(Unprocessable, sqlstate="IZ007"):
    """Nobody has read, or answers, what is not written; the details name the last message."""

    code = "MESSAGE_NOT_THERE_YET"
    sentence = "There is no message with this number yet."


class ReasonMissing(Unprocessable, sqlstate="IZ008"):
    """An administrator reads what others write only for a reason, which is audited."""

    code = "REASON_MISSING"
    sentence = "Say why you look."


class MessageRefused(Unprocessable):
    """A rule takes nothing of this kind; the details name it. Nothing was kept."""

    code = "MESSAGE_REFUSED"
    sentence = "This cannot be sent."


class CreatorNotOpenToBrand(Conflict, sqlstate="IZ020"):
    """One of both sides wants nothing of the other; not said is who, why, or since when."""

    code = "CREATOR_NOT_OPEN_TO_BRAND"
    sentence = "This creator takes no invitations and no offers from this brand."


class SenderCannotWrite(Conflict, sqlstate="IZ010"):
    """Whoever wrote what waits was banned, has left, or may no longer write for that side; it can only be refused."""

    code = "SENDER_CANNOT_WRITE"
    sentence = "Whoever wrote this could not write it now. It can only be refused."


class NothingToReport(Unprocessable, sqlstate="IZ011"):
    """One's own message, or one of the system."""

    code = "NOTHING_TO_REPORT"
    sentence = "There is nothing to report here: this is your own message, or the system's."


class ReportedAlready(Conflict, constraints=["message_is_reported_once_by_a_user"]):
    """Each reports a message once."""

    code = "REPORTED_ALREADY"
    sentence = "You have reported this message already."


class RuleExists(Conflict, constraints=["moderation_rules_pkey"]):
    """Keys of rules are unique, for messages name them."""

    code = "RULE_EXISTS"
    sentence = "There is a rule of this key already."


class SearchRefused(Unprocessable, sqlstate="IZ015"):
    """Less than two characters, more than a hundred, or none that is seen; the details name both numbers."""

    code = "SEARCH_REFUSED"
    sentence = "Say at least two characters, and at most a hundred, of what you look for."
