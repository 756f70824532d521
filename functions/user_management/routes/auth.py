"""`/api/v1/auth`: the doors that need no token."""

from common.adapters.identity import Tokens, identity_provider
from user_management.app import app
from user_management.models import Account, RefreshToken, SignIn, SignUp, TokenSet

TAGS = ["auth"]


@app.post("/api/v1/auth/sign-up", status_code=201, tags=TAGS)
def sign_up(body: SignUp) -> Account:
    """Make an account as brand (with its brand and wallet) or as creator."""
    user_id = identity_provider().sign_up(
        email=body.email, password=body.password.get_secret_value(), role=body.role, full_name=body.full_name
    )
    return Account(user_id=user_id, email=body.email, role=body.role, confirmed=True)


@app.post("/api/v1/auth/sign-in", tags=TAGS)
def sign_in(body: SignIn) -> TokenSet:
    """Tokens for e-mail and password."""
    return _answer(identity_provider().sign_in(email=body.email, password=body.password.get_secret_value()))


@app.post("/api/v1/auth/refresh", tags=TAGS)
def refresh(body: RefreshToken) -> TokenSet:
    """New tokens for a refresh token, which is spent; one that comes twice ends the sign-in."""
    return _answer(identity_provider().refresh(body.refresh_token))


def _answer(tokens: Tokens) -> TokenSet:
    return TokenSet(
        access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in
    )
