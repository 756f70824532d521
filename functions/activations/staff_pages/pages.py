"""The pages of gates and screens: each with one script of ours, and no data of anybody who scanned."""

import json
from html import escape
from pathlib import Path

from activations.scan_pages.pages import STYLE
from activations.staff_pages.models import Screen
from activations.staff_pages.repository import Opened
from common.pages import PRODUCT, framed

_SCREEN_STYLE = """
body { background: #ffffff; color: #1e1b4b; text-align: center }
main { max-width: none }
#picture { width: min(90vw, 75vh); height: min(90vw, 75vh) }
[hidden] { display: none }"""
_GATE_STYLE = """
#code { width: 100%; box-sizing: border-box }
#camera { width: 100%; border-radius: .5em }
#now { font-size: 1.6em; font-weight: 600; min-height: 3em }
ul { list-style: none; margin: 0; padding: 0 }
li { padding: .5em 0 }
[hidden] { display: none }"""


def opening_page(nonce: str) -> str:
    """The page of a link: previews open it, and nothing happens before somebody presses its button."""
    body = (
        f"<header>{PRODUCT}</header><h1>Open the gate or the screen</h1>"
        "<p>This browser stays signed in to it until it is over, or until somebody revokes the link.</p>"
        '<form method="post" action="/q/staff"><input type="hidden" name="token" id="token" />'
        '<button type="submit">Open</button></form>'
        "<noscript><p>This needs JavaScript. Switch it on and open the link again.</p></noscript>"
        f"{_script('open', nonce)}"
    )
    return _page("Open", body, nonce)


def refusal_page(sentence: str, nonce: str) -> str:
    """A page that says why nothing is opened."""
    body = f"<header>{PRODUCT}</header><h1>Not opened</h1><p>{escape(sentence)}</p>"
    return _page("Not opened", body, nonce)


def screen_page(found: Opened, screen: Screen, nonce: str) -> str:
    """A code, large, and no more."""
    known = {"code": found.short_code, "screen": screen.model_dump()}
    body = (
        f'<header dir="auto">{escape(found.brand_name)}</header><h1 dir="auto">{escape(found.activation_name)}</h1>'
        '<img id="picture" alt="QR code: scan it with the camera of your phone" />'
        f'<p id="told" role="status" aria-live="polite"></p>{_known(known)}{_script("screen", nonce)}'
    )
    return _page(escape(found.activation_name), body, nonce, _SCREEN_STYLE)


def gate_page(found: Opened, nonce: str) -> str:
    """Codes are scanned or typed, kept, uploaded; what became of them is said when we have said it."""
    known = {"activation": str(found.activation_id)}
    body = (
        f'<header dir="auto">{escape(found.brand_name)}</header><h1 dir="auto">{escape(found.activation_name)}</h1>'
        f'<p dir="auto">{escape(found.label)} · <span id="line" role="status">…</span></p>'
        '<p id="now" role="status" aria-live="assertive"></p>'
        '<video id="camera" hidden muted playsinline aria-label="What the camera sees"></video>'
        '<button type="button" id="look" hidden>Scan with the camera</button>'
        '<form id="form"><label for="code">Code</label>'
        '<input id="code" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="2048" />'
        '<button type="submit">Check</button></form>'
        f'<h2>Last ones</h2><ul id="list"></ul>{_known(known)}{_script("gate", nonce)}'
    )
    return _page(escape(found.activation_name), body, nonce, _GATE_STYLE)


def _page(title: str, body: str, nonce: str, style: str = "") -> str:
    return framed(title, f"<main>{body}</main>", style=STYLE + style, nonce=nonce)


def _known(known: object) -> str:
    """What a script knows. `<` is written so that no text ends the element."""
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="known">{text}</script>'


def _script(name: str, nonce: str) -> str:
    text = Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    return f'<script nonce="{nonce}">{text}</script>'
