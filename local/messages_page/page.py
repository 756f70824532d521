"""The page's routes. What is not ours of it is bundled by `make messages-page`; without that the page says so."""

from html import escape
from pathlib import Path

from infra.topology.types import Route
from local.environment import ROOT
from local.gateway.application import LocalRoute, message
from local.http1 import Request, Response
from local.welcome import DEMO_PASSWORD

HERE = Path(__file__).parent
BUNDLE = ROOT / ".build" / "messages-page" / "pane.js"
PATH = "/docs/messages"
KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
FILES = {"messages.css": HERE / "messages.css", "stage.js": HERE / "stage.js", "pane.js": BUNDLE}


class MessagesPage:
    """A page whose panes may connect to the push service at `realtime` (host and port), and to us."""

    def __init__(self, realtime: str, bundle: Path = BUNDLE) -> None:
        self._files = FILES | {"pane.js": bundle}
        self._bundle = bundle
        self._policy = (
            f"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self' ws://{realtime};"
            " frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
        )

    def routes(self) -> list[tuple[Route, LocalRoute]]:
        """For the gateway's table."""
        return [
            (Route(method="GET", path=PATH), self.show),
            (Route(method="GET", path=f"{PATH}/pane"), self.show_pane),
            (Route(method="GET", path=f"{PATH}/{{file}}"), self.show_file),
        ]

    async def show(self, _request: Request) -> Response:
        """Both panes, or how to get them."""
        if not self._bundle.exists():
            return self._answer("html", (HERE / "unbuilt.html").read_text(encoding="utf-8"))
        text = (HERE / "page.html").read_text(encoding="utf-8")
        return self._answer("html", text.replace("{password}", escape(DEMO_PASSWORD)))

    async def show_pane(self, _request: Request) -> Response:
        """One side."""
        return self._answer("html", (HERE / "pane.html").read_text(encoding="utf-8"))

    async def show_file(self, request: Request) -> Response:
        """A script or the style sheet."""
        name = request.target.partition("?")[0].removeprefix(f"{PATH}/")
        path = self._files.get(name)
        if path is None or not path.exists():
            return message(404, "Not Found")
        return self._answer(name.rpartition(".")[2], path.read_text(encoding="utf-8"))

    def _answer(self, kind: str, text: str) -> Response:
        headers = (
            ("content-type", KINDS[kind]),
            ("cache-control", "no-store"),
            ("content-security-policy", self._policy),
            ("x-content-type-options", "nosniff"),
        )
        return Response(200, headers, text.encode())
