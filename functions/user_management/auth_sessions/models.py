"""Bodies of what a sign-in may do."""

from common.adapters.identity.port import Which
from common.models.base import Input
from common.models.mailboxes import EmailAddress
from user_management.auth.models import Code, Password


class Proof(Input):
    """Who asks: the current password, or a code in its place. Neither is needed within an hour of a sign-in."""

    current_password: Password | None = None
    """The password of today, in place of a code."""
    code: Code | None = None
    """What `requestReauthenticationCode` sent, in place of the password."""


class PasswordChange(Proof):
    """A new password for who is signed in."""

    password: Password
    """From 12 to 128 characters, and not easy to guess."""


class EmailChange(Proof):
    """A new address for who is signed in; it counts once the code that goes there has come back."""

    email: EmailAddress


class SessionsEnd(Input):
    """`this`: the sign-in of the access token; `others`: all but it; `all`: on all devices."""

    which: Which = "this"
    """`this`: the sign-in of the access token; `others`: all but it; `all`: on all devices."""
