"""The mails that the stub has sent, at /_local/outbox: a list, each as a page of its own, and all as JSON."""

import html
import json
import re
from pathlib import Path
from typing import Any

from infra.topology.types import Route
from local.gateway.application import LocalRoute, message
from local.http1 import Request, Response

PREFIX = "/_local/outbox"
MOST_SHOWN = 200
NAME = re.compile(r"[0-9T]+-stub-[0-9a-f]+")
PAGE = (("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"))
JSON = (("content-type", "application/json"), ("cache-control", "no-store"))
# A mail is what strangers wrote: nothing in it runs, and nothing is fetched.
SANDBOX = ("content-security-policy", "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'")
LIST = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5"><title>Outbox</title>
<style>body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; color: #1e1b4b }}
h1 {{ color: #6366f1 }} td {{ padding: .25em 1em .25em 0; overflow-wrap: anywhere }}</style>
<h1>Mail that would have been sent</h1><table>{rows}</table></html>
"""
ROW = '<tr><td>{at}<td>{to}<td dir="auto"><a href="{href}">{subject}</a> <a href="{href}.txt">text</a>'


def outbox_routes(folder: Path) -> list[tuple[Route, LocalRoute]]:
    """The doors of the page. `folder` is where the stub keeps its mails."""

    async def show_all(_request: Request) -> Response:
        rows = "".join(
            ROW.format(
                at=html.escape(mail["at"][:19]), to=html.escape(mail["to"]), href=f"{PREFIX}/{name}",
                subject=html.escape(mail["subject"]),
            )
            for name, mail in _mails(folder)
        )  # fmt: skip
        return Response(200, PAGE, LIST.format(rows=rows or "<tr><td>None yet.").encode())

    async def show_json(_request: Request) -> Response:
        return Response(200, JSON, json.dumps([mail for _, mail in _mails(folder)]).encode())

    async def show_one(request: Request) -> Response:
        name = request.target.partition("?")[0].removeprefix(f"{PREFIX}/")
        path = folder / f"{name.removesuffix('.txt')}.json"
        if not NAME.fullmatch(path.stem) or not path.is_file():
            return message(404, "Not Found")
        mail = json.loads(path.read_text())
        if name.endswith(".txt"):
            return Response(200, (("content-type", "text/plain; charset=utf-8"),), mail["text"].encode())
        return Response(200, (*PAGE, SANDBOX), mail["html"].encode())

    return [
        (Route(method="GET", path=PREFIX), show_all),
        (Route(method="GET", path=f"{PREFIX}.json"), show_json),
        (Route(method="GET", path=f"{PREFIX}/{{name}}"), show_one),
    ]


def _mails(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Name and content, newest first."""
    paths = sorted(folder.glob("*.json"), reverse=True)[:MOST_SHOWN]
    return [(path.stem, json.loads(path.read_text())) for path in paths]
