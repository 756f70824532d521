"""Stripe's onboarding of a creator, for a laptop: we are told by an event that it is finished, as by Stripe."""

import json
import time
import uuid
from html import escape

from infra.topology.types import Topology
from local.gateway.application import Invoke, message
from local.gateway.payload import Call, build_event, read_response
from local.gateway.routing import RouteTable
from local.http1 import Request, Response
from local.pages import asked, page, see_other

WEBHOOK = "/webhooks/stripe"
ACCOUNT = "acct_stub_"


class OnboardingPage:
    """The page and its button. `site_url`: the only place that it leads back to; `secret`: what signs events."""

    def __init__(self, topology: Topology, invoke: Invoke, *, site_url: str, secret: str) -> None:
        self._webhooks = RouteTable(
            (route, function.name)
            for function in topology.functions
            for route in function.routes
            if route.path == WEBHOOK
        )
        self._invoke = invoke
        self._site_url = site_url.rstrip("/")
        self._secret = secret.split(",", maxsplit=1)[0].strip()  # behind a comma stand those that it replaces

    async def ask(self, request: Request) -> Response:
        """What Stripe would want to know: nothing."""
        if not self._is_valid(request):
            return page("There is no such account here", "", status=404)
        back = escape(asked(request, "return_url"))
        return page(
            "Stripe, pretended",
            '<form class="card" method="post"><p>Stripe would ask who you are and where your bank is. Here, you are'
            " done at once, and Stripe tells Atomic Influence so.</p><button>Finish</button>"
            f' <a href="{back}">Leave without finishing</a></form>',
        )

    async def finish(self, request: Request) -> Response:
        """Send `account.updated`, and lead back."""
        if not self._is_valid(request):
            return message(404, "Not Found")
        answer = await self._tell(asked(request, "account"))
        if answer.status != 200:
            return message(502, f"The webhook answered {answer.status}.")
        return see_other(asked(request, "return_url"))

    def _is_valid(self, request: Request) -> bool:
        account, back = asked(request, "account"), asked(request, "return_url")
        return account.startswith(ACCOUNT) and account.isascii() and back.startswith(f"{self._site_url}/")

    async def _tell(self, account: str) -> Response:
        from payments.events.signature import sign  # late, as it brings Powertools along

        event = {
            "id": f"evt_stub_{uuid.uuid4().hex}", "type": "account.updated", "account": account,
            "data": {"object": {"id": account, "object": "account"}},
        }  # fmt: skip
        body = json.dumps(event).encode()
        headers = [
            ("content-type", "application/json"),
            ("stripe-signature", sign(body, self._secret, int(time.time()))),
        ]
        found = self._webhooks.match("POST", WEBHOOK)
        if found is None:
            return message(404, "Not Found")
        call = Call(
            request=Request("POST", WEBHOOK, "1.1", headers, body), route=found.route, path_parameters={},
            source_ip="127.0.0.1", request_id=str(uuid.uuid4()), port=0,
        )  # fmt: skip
        return read_response(await self._invoke(found.target, build_event(call)))
