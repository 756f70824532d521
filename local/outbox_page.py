"""The mails that the stub has sent, at /_local/outbox: a list to search, each as a page of its own, all as JSON."""

import json
import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from infra.topology.types import Route
from local.gateway.application import LocalRoute, message
from local.http1 import Request, Response
from local.pages import HEADERS, asked, page, see_other

PREFIX = "/_local/outbox"
SECONDS_BETWEEN_LOOKS = 5
MOST_SHOWN = 200
NAME = re.compile(r"[0-9T]+-stub-[0-9a-f]+")
JSON = (("content-type", "application/json"), ("cache-control", "no-store"))
# A mail is what strangers wrote: nothing in it runs, and nothing is fetched.
SANDBOX = ("content-security-policy", "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'")
ROW = (
    '<li><time datetime="{iso}">{at}</time> <span>to <a href="{prefix}?to={to_query}">{to}</a></span><br>'
    '<a href="{prefix}/{name}" dir="auto">{subject}</a> <small><a href="{prefix}/{name}.txt">as text</a></small> '
    '<form class="inline" method="post" action="{prefix}/{name}/delete">'
    '<button class="quiet" aria-label="Delete {subject}">delete</button></form>'
)
SEARCH = (
    '<form class="card" method="get" action="{prefix}">'
    '<label>Recipient <input name="to" value="{to}"></label> <label>Text <input name="q" value="{text}"></label> '
    '<button>Search</button> <a href="{prefix}">all, live</a></form>'
)
DELETE = (
    '<form method="post" action="{prefix}/delete{query}">'
    '<button class="quiet">Delete these {number}</button></form>'
)

Mail = dict[str, Any]


class Outbox:
    """The page's doors. `folder` is where the stub keeps its mails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def routes(self) -> list[tuple[Route, LocalRoute]]:
        """Which request is answered by what; only a post deletes."""
        return [
            (Route(method="GET", path=PREFIX), self._show_all),
            (Route(method="GET", path=f"{PREFIX}.json"), self._show_json),
            (Route(method="GET", path=f"{PREFIX}/{{name}}"), self._show_one),
            (Route(method="POST", path=f"{PREFIX}/delete"), self._delete_found),
            (Route(method="POST", path=f"{PREFIX}/{{name}}/delete"), self._delete_one),
        ]

    async def _show_all(self, request: Request) -> Response:
        found = self._found(request)
        is_searched = "?" in request.target
        shown = "".join(_row(path.stem, mail) for path, mail in found[:MOST_SHOWN])
        body = SEARCH.format(prefix=PREFIX, to=escape(asked(request, "to")), text=escape(asked(request, "q")))
        body = body if is_searched else f'<p><a href="{PREFIX}?q=">Search by recipient or text</a></p>'
        if found:
            query = request.target.partition("?")[2]
            body += f"<p>{_count(len(found))}</p>" + DELETE.format(
                prefix=PREFIX, query=escape(f"?{query}" if query else ""), number=len(found)
            )
        # A page that loads itself anew would take away what somebody types.
        return page(
            "Mail that would have been sent",
            f'{body}<ul class="mails">{shown or "<li>None."}</ul>',
            refresh_seconds=None if is_searched else SECONDS_BETWEEN_LOOKS,
        )

    async def _show_json(self, request: Request) -> Response:
        return Response(
            200, JSON, json.dumps([mail for _, mail in self._found(request)[:MOST_SHOWN]]).encode()
        )

    async def _show_one(self, request: Request) -> Response:
        name = request.target.partition("?")[0].removeprefix(f"{PREFIX}/")
        if (path := self._path(name.removesuffix(".txt"))) is None:
            return message(404, "Not Found")
        mail = json.loads(path.read_text())
        if name.endswith(".txt"):
            return Response(200, (("content-type", "text/plain; charset=utf-8"),), mail["text"].encode())
        kept = tuple(pair for pair in HEADERS if pair[0] != SANDBOX[0])
        return Response(200, (*kept, SANDBOX), mail["html"].encode())

    async def _delete_one(self, request: Request) -> Response:
        name = request.target.partition("?")[0].removeprefix(f"{PREFIX}/").removesuffix("/delete")
        if (path := self._path(name)) is None:
            return message(404, "Not Found")
        path.unlink(missing_ok=True)
        return see_other(PREFIX)

    async def _delete_found(self, request: Request) -> Response:
        for path, _ in self._found(request):
            path.unlink(missing_ok=True)
        return see_other(PREFIX)

    def _path(self, name: str) -> Path | None:
        path = self._folder / f"{name}.json"
        return path if NAME.fullmatch(name) and path.is_file() else None

    def _found(self, request: Request) -> list[tuple[Path, Mail]]:
        """The mails that a request asks for, newest first; one that was deleted meanwhile is none."""
        to, text = asked(request, "to").casefold().strip(), asked(request, "q").casefold().strip()
        return [
            (path, mail)
            for path in sorted(self._folder.glob("*.json"), reverse=True)
            if (mail := _read(path)) is not None
            and to in mail["to"].casefold() and text in f"{mail['subject']}\n{mail['text']}".casefold()
        ]  # fmt: skip


def _read(path: Path) -> Mail | None:
    try:
        mail: Mail = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return mail


def _row(name: str, mail: Mail) -> str:
    at = datetime.fromisoformat(mail["at"]).astimezone(UTC)
    return ROW.format(
        prefix=PREFIX, name=name, iso=escape(mail["at"]), at=f"{at:%-d %b %Y, %H:%M:%S} UTC",
        to=escape(mail["to"]), to_query=quote(mail["to"], safe=""), subject=escape(mail["subject"]),
    )  # fmt: skip


def _count(number: int) -> str:
    shown = f", the newest {MOST_SHOWN} of them here" if number > MOST_SHOWN else ""
    return f"{number} mail{'' if number == 1 else 's'}{shown}."
