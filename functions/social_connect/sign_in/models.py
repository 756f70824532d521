"""Bodies and answers of signing in with a connected account."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from common.models.base import Input, Output
from social_connect.oauth.models import Ticket

SignInPlatform = Literal["instagram", "tiktok", "twitter"]
"""Those that creators connect and whose own word on who they are is all that we have; LinkedIn signs in by itself."""


class SocialSignInStart(Input):
    """Which platform, and a hash of what the browser keeps to itself until it comes back."""

    platform: SignInPlatform
    """The platform of the account that was connected."""
    challenge: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
    """The SHA-256 of `verifier`, in base64url without padding (as `code_challenge` of RFC 7636)."""


class SocialSignInProof(Input):
    """What came back, with what never left the browser."""

    ticket: Ticket
    """What our redirect appended to the front end's address; good once, for a minute."""
    verifier: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]{43,128}$")]
    """The random text of which `challenge` is the hash."""


class SignInTicket(Output):
    """What `signInWithTicket` takes; good once."""

    ticket: str
    """Goes to `signInWithTicket`."""
    expires_in: int
    """For how many seconds the ticket is good."""
