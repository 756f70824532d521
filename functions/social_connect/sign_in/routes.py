"""`/api/v1/social/sign-in`: from an account of a platform to a ticket that signs in."""

from common.adapters.vault import VaultUnavailable
from common.errors import NotConfigured
from common.errors.limits import RequestsLimited
from common.limits import RateClass, fingerprint
from common.refusals import refuses
from social_connect.app import app
from social_connect.oauth.models import Authorization
from social_connect.sign_in import service
from social_connect.sign_in.models import SignInTicket, SocialSignInProof, SocialSignInStart


@app.post(
    "/api/v1/social/sign-in/authorize",
    tags=["social"],
    responses=refuses(RequestsLimited, NotConfigured, VaultUnavailable),
)
@app.takes(RateClass.SIGN_IN)
def start_social_sign_in(body: SocialSignInStart) -> Authorization:
    """Start to sign in with a connected account

    For everyone who has connected an account of the platform before, and confirmed their address. Send the browser to
    the answer's address; it comes back to the front end's page `/sign-in/social` with a `ticket` for
    `proveSocialAccount`, or with an `error`.
    """
    return service.start(body)


@app.post("/api/v1/social/sign-in", tags=["social"], responses=refuses(RequestsLimited, *service.REFUSALS))
@app.takes(RateClass.SIGN_IN, subject=lambda body: fingerprint(body.ticket))
def prove_social_account(body: SocialSignInProof) -> SignInTicket:
    """Prove a connected account to sign in with it

    For everyone who came back from `startSocialSignIn`, with the `verifier` that their browser kept. The answer's
    ticket is for `signInWithTicket`. An account that nobody has connected signs nobody in (401).
    """
    return service.prove(body)
