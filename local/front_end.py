"""Where mail buttons and platforms lead back to, on a laptop without a front end: what it would find, and would ask."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qsl, quote

from infra.topology.types import Method, Route
from local.consent import PLATFORMS
from local.gateway.application import LocalRoute
from local.gateway.routing import RouteTable
from local.http1 import Request, Response
from local.pages import page

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Ask:
    """A request that the front end would send. `{names}` in path and body are the page's parameters."""

    method: Method
    path: str
    body: Mapping[str, str] = field(default_factory=dict)
    is_public: bool = False


@dataclass(frozen=True)
class Stand:
    """A page that stands in for one of the front end's."""

    path: str
    title: str
    asks: tuple[Ask, ...]


AUTH = "/api/v1/auth"
STANDS = (
    Stand("/", "Atomic Influence", (Ask("GET", "/health", is_public=True),)),
    Stand("/notifications", "Your inbox", (
        Ask("GET", "/api/v1/notifications"), Ask("POST", "/api/v1/notifications/read-all"),
    )),
    Stand("/campaigns/{campaign_id}", "A campaign", (Ask("GET", "/api/v1/campaigns/{campaign_id}"),)),
    Stand("/invitations/{invitation_id}", "An invitation", (
        Ask("GET", "/api/v1/invitations/{invitation_id}"),
        Ask("GET", "/api/v1/invitations/{invitation_id}/negotiations"),
        Ask("POST", "/api/v1/invitations/{invitation_id}/accept"),
        Ask("POST", "/api/v1/invitations/{invitation_id}/decline"),
    )),
    Stand("/submissions/{submission_id}", "Submitted content", (
        Ask("GET", "/api/v1/submissions/{submission_id}"), Ask("GET", "/api/v1/submissions/{submission_id}/reviews"),
    )),
    Stand("/gigs/{gig_id}", "A gig", (
        Ask("GET", "/api/v1/gigs/{gig_id}"), Ask("GET", "/api/v1/gigs/{gig_id}/applicants"),
    )),
    Stand("/applications/{application_id}", "An application for a gig", (
        Ask("GET", "/api/v1/applications/{application_id}"),
        Ask("PUT", "/api/v1/applications/{application_id}", {"status": "approved"}),
    )),
    Stand("/deals/{deal_id}", "A deal", (
        Ask("GET", "/api/v1/deals/{deal_id}"), Ask("POST", "/api/v1/deals/{deal_id}/accept"),
        Ask("POST", "/api/v1/deals/{deal_id}/decline"),
    )),
    Stand("/disputes/{dispute_id}", "A dispute", (
        Ask("GET", "/api/v1/disputes/{dispute_id}"), Ask("GET", "/api/v1/disputes/{dispute_id}/messages"),
        Ask("POST", "/api/v1/disputes/{dispute_id}/answer",
            {"answer": "What you say to it.", "answer_amount": "{creator_amount}"}),
        Ask("POST", "/api/v1/disputes/{dispute_id}/accept", {"amount": "{creator_amount}"}),
    )),
    Stand("/conversations/{conversation_id}", "A conversation", (
        Ask("GET", "/api/v1/conversations/{conversation_id}"),
        Ask("GET", "/api/v1/conversations/{conversation_id}/messages"),
        Ask("POST", "/api/v1/conversations/{conversation_id}/messages",
            {"client_id": "an-id-of-your-own", "body": "What you answer."}),
    )),
    Stand("/agent", "You as an agent", (
        Ask("GET", "/api/v1/agents/me"), Ask("GET", "/api/v1/agent-tiers"), Ask("GET", "/api/v1/agents/leaderboard"),
    )),
    Stand("/sign-up", "Sign up by an invite", (
        Ask("POST", f"{AUTH}/sign-up", {"email": "your@address.example", "password": "a-password-of-yours",
                                        "role": "creator"}, is_public=True),
    )),
    Stand("/wallet", "Your wallet", (Ask("GET", "/api/v1/wallets"),)),
    Stand("/earnings", "Your earnings", (Ask("GET", "/api/v1/earnings"),)),
    Stand("/rewards", "Your rewards", (Ask("GET", "/api/v1/rewards"),)),
    Stand("/team-invitation", "Join a team", (Ask("POST", "/api/v1/team-invitations/accept", {"token": "{token}"}),)),
    Stand("/campaign-invitation", "An invitation to a campaign", (
        Ask("POST", f"{AUTH}/sign-up", {"email": "your@address.example", "password": "a-password-of-yours",
            "role": "creator", "full_name": "Your name"}, is_public=True),
        Ask("POST", "/api/v1/email-invitations/redeem", {"token": "{token}"}),
    )),
    Stand("/confirm", "Confirm your address", (
        Ask("POST", f"{AUTH}/confirm", {"email": "{email}", "code": "{code}"}, is_public=True),
    )),
    Stand("/magic-link", "Sign in", (
        Ask("POST", f"{AUTH}/magic-link/sign-in", {"email": "{email}", "code": "{code}"}, is_public=True),
    )),
    Stand("/reset-password", "Choose a new password", (
        Ask("POST", f"{AUTH}/reset-password",
            {"email": "{email}", "code": "{code}", "password": "a-new-password-of-yours"}, is_public=True),
    )),
    Stand("/settings/profile", "Your profile as a creator", (
        Ask("GET", "/api/v1/creators/me"), Ask("GET", "/api/v1/creator-categories"),
    )),
    Stand("/change-email", "Confirm your new address", (
        Ask("POST", f"{AUTH}/change-email/confirm", {"email": "{email}", "code": "{code}"}, is_public=True),
    )),
    Stand("/reauthenticate", "Go on with your change", (
        Ask("POST", f"{AUTH}/change-password", {"code": "{code}", "password": "a-new-password-of-yours"}),
        Ask("POST", f"{AUTH}/change-email", {"code": "{code}", "email": "new-address@example.com"}),
    )),
    Stand("/settings/payouts", "Back from Stripe", (Ask("GET", "/api/v1/connect/status"),)),
    Stand("/settings/payouts/continue", "Go on at Stripe", (
        Ask("POST", "/api/v1/connect/onboarding", {"country": "US"}),
    )),
    Stand("/sign-in/social", "Back from the platform, to sign in", (
        Ask("POST", "/api/v1/social/sign-in",
            {"ticket": "{ticket}", "verifier": "what-your-browser-kept-to-itself-until-it-came-back"}, is_public=True),
    )),
    Stand("/settings/social-accounts", "Back from the platform", (
        Ask("POST", "/functions/v1/social-connect", {"action": "connect-platform", "ticket": "{ticket}"}),
    )),
)  # fmt: skip
"""One for each path that a mail, Stripe or a platform leads to; a test holds the list to the catalog of mails."""


def front_end_routes() -> list[tuple[Route, LocalRoute]]:
    """The doors of the pages."""
    stands = RouteTable((Route(method="GET", path=stand.path), stand) for stand in STANDS)

    async def show(request: Request) -> Response:
        path, _, query = request.target.partition("?")
        found = stands.match("GET", path)
        assert found is not None, "only these paths lead here"
        told = {**dict(parse_qsl(query)), **found.path_parameters}
        return _show(found.target, told, f"http://{request.header('host')}")

    return [(Route(method="GET", path=stand.path), show) for stand in STANDS]


def curl_of(ask: Ask, told: Parameters, base_url: str) -> str:
    """The request as a command for a shell; what is not told stays as its name in braces."""
    path = ask.path.format_map({name: quote(value, safe="") for name, value in told.items()})
    words = ["curl", "-s", f"{base_url}{path}"]
    if ask.method != "GET":
        words[2:2] = ["-X", ask.method]
    command = shlex.join(words)
    if not ask.is_public:
        command += ' -H "authorization: Bearer $TOKEN"'
    if ask.body:
        body = json.dumps({name: told.get(value.strip("{}"), value) for name, value in ask.body.items()})
        command += f" -H 'content-type: application/json' -d {shlex.quote(body)}"
    return command


def _show(stand: Stand, told: Parameters, base_url: str) -> Response:
    shown = {
        name: PLATFORMS.get(value, value) if name == "platform" else value for name, value in told.items()
    }
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in shown.items())
    asks = "".join(
        f"<pre>{escape(curl_of(ask, told, base_url))}</pre>" for ask in stand.asks if _can_be_asked(ask, told)
    )
    return page(
        stand.title,
        "<p>Your front end would be here: <code>SITE_URL</code> in <code>.env</code> says where it is."
        ' What it may ask of the API stands in the <a href="/docs">documentation</a>.</p>'
        + (f"<section><p>It finds in its address:</p><dl>{facts}</dl></section>" if facts else "")
        + (f"<section><p>It would ask:</p>{asks}</section>" if asks else ""),
    )


def _can_be_asked(ask: Ask, told: Parameters) -> bool:
    """Not where the address says that there was an error instead: what is to be sent is missing then."""
    return "error" not in told or not any("{" in value for value in ask.body.values())
