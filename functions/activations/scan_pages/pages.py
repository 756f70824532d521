"""The pages of the scan door: one form that needs no script, and what became of a scan.

What brands wrote is text. Addresses are relative, so that page, form and cookie have one host. Colours are plain
values, and the script is of 2009: an old phone reads both.
"""

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path
from uuid import UUID

from activations.scan_pages.languages import RIGHT_TO_LEFT, Words, words_of
from common.pages import PRODUCT, framed

LIGHT = {
    "ground": "#f5f5ff", "text": "#1e1b4b", "accent": "#4f46e5", "quiet": "#565b6b", "wrong": "#b91c1c",
    "button": "#4f46e5", "on_button": "#ffffff",
}  # fmt: skip
DARK = {
    "ground": "#14122b", "text": "#e0e7ff", "accent": "#a5b4fc", "quiet": "#b9bbd0", "wrong": "#fca5a5",
    "button": "#a5b4fc", "on_button": "#14122b",
}  # fmt: skip
_COLOURED = """\
body {{ background: {ground}; color: {text} }}
h1, h2, a {{ color: {accent} }}
button, .on {{ background: {button}; color: {on_button} }}
small {{ color: {quiet} }}
strong {{ color: {wrong} }}
input {{ background: {ground}; color: {text}; border: 2px solid {quiet} }}
:focus {{ outline: 3px solid {accent}; outline-offset: 2px }}"""
STYLE = f"""\
body {{ font: 18px/1.5 system-ui, sans-serif; margin: 0 }}
main {{ max-width: 32em; margin: 0 auto; padding: 1.5em 1em; overflow-wrap: break-word; word-wrap: break-word }}
header {{ font-weight: 600; margin: 0 0 1.5em }}
h1, h2 {{ line-height: 1.2; margin: 0 0 .5em }}
small {{ display: block; font-size: .85em; margin: 0 0 1em }}
label, strong {{ display: block; font-weight: 600 }}
input {{ font: inherit; padding: .5em; width: 6em; border-radius: .5em }}
button, .on {{ font: inherit; font-weight: 600; display: block; box-sizing: border-box; width: 100%; padding: .9em 1em;
  margin: 1em 0; border: 0; border-radius: .5em; cursor: pointer; text-align: center; text-decoration: none }}
{_COLOURED.format(**LIGHT)}
@media (prefers-color-scheme: dark) {{
{_COLOURED.format(**DARK)}
}}"""
SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
LEAD_ON = frozenset({"accepted", "flagged", "pending", "already_counted", "limit_reached"})
LEAD_BACK = frozenset({"too_far", "place_needed", "try_again", "unavailable", "not_yet"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages of a code have in common. `nonce` is that of the answer's policy."""

    language: str
    nonce: str
    code: str
    brand_name: str
    name: str
    is_rotating: bool
    has_next: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form sends, and asks for. `until`: the last day of the cookie, as a date."""

    ticket: str
    until: str
    asks_place: bool = False
    min_age: int | None = None
    is_year_wrong: bool = False
    is_late: bool = False
    """We could not take it a moment ago; the same form may be sent again."""


def scan_page(shown: Shown, asked: Asked) -> str:
    """The page with the button."""
    words = words_of(shown.language)
    body = (
        f'{_head(shown, words, asked)}<form id="scan" method="post" action="/q/{shown.code}?lang={shown.language}">'
        f'<input type="hidden" name="ticket" value="{escape(asked.ticket)}" />'
        f"{_year(words, asked)}{_notice(words, shown, asked)}"
        f'<button type="submit" aria-describedby="notice">{escape(words.button)}</button></form>'
        f"{_script(shown, words, asked)}"
    )
    return _page(shown.language, shown.nonce, escape(shown.name), body)


def result_page(shown: Shown, outcome: str, scan_id: UUID | None) -> str:
    """What became of a scan. Of one that waits for its verdict the script asks on by `scan_id`."""
    words = words_of(shown.language)
    told = words.results[outcome]
    links = "".join(
        f'<a class="on" href="{address}">{escape(text)}</a>' for address, text in _ways(shown, words, outcome)
    )
    waits = _script(shown, words, None, scan_id) if outcome == "pending" and scan_id else ""
    body = (
        f'<header dir="auto">{escape(shown.brand_name) or PRODUCT}</header>'
        f'<div id="result" role="status" aria-live="polite" tabindex="-1">'
        f"<h1>{escape(told.title)}</h1><p>{escape(told.text)}</p>{links}</div>{waits}"
    )
    return _page(shown.language, shown.nonce, escape(told.title), body)


def short_page(language: str, nonce: str, outcome: str, again: str = "") -> str:
    """A page where no activation is known: of no code, or of a moment in which nothing can be looked up.

    `again`: the address that is worth another try, as we wrote it.
    """
    words = words_of(language)
    told = words.results[outcome]
    link = f'<a class="on" href="{escape(again)}">{escape(words.again)}</a>' if again else ""
    body = f"<header>{PRODUCT}</header><h1>{escape(told.title)}</h1><p>{escape(told.text)}</p>{link}"
    return _page(language, nonce, escape(told.title), body)


def _page(language: str, nonce: str, title: str, body: str) -> str:
    return framed(
        title, f"<main>{body}</main>", style=STYLE, language=language, nonce=nonce,
        right_to_left=language in RIGHT_TO_LEFT,
    )  # fmt: skip


def _head(shown: Shown, words: Words, asked: Asked) -> str:
    late = words.results["unavailable"]
    told = f"<h2>{escape(late.title)}</h2><p>{escape(late.text)}</p>" if asked.is_late else ""
    return (
        f'<header dir="auto">{escape(shown.brand_name)}</header><h1 dir="auto">{escape(shown.name)}</h1>'
        '<div id="result" role="status" aria-live="polite" tabindex="-1">' + told + "</div>"
    )


def _year(words: Words, asked: Asked) -> str:
    if asked.min_age is None:
        return ""
    wrong = f'<strong id="wrong">{escape(words.birth_year_wrong)}</strong>' if asked.is_year_wrong else ""
    described = "age wrong" if wrong else "age"
    return (
        f'<label for="birth_year">{escape(words.birth_year)}</label>'
        '<input id="birth_year" name="birth_year" type="text" inputmode="numeric" pattern="[0-9]{4}" maxlength="4"'
        f' autocomplete="bday-year" required aria-describedby="{described}"'
        f"{' aria-invalid=' + chr(34) + 'true' + chr(34) if wrong else ''} />{wrong}"
        f'<small id="age">{escape(words.birth_year_help.format(age=asked.min_age))}</small>'
    )


def _notice(words: Words, shown: Shown, asked: Asked) -> str:
    brand = f"<bdi>{escape(shown.brand_name)}</bdi>"
    notice = escape(words.notice).format(brand=brand, until=f"<bdi>{asked.until}</bdi>")
    place = f" {escape(words.place)}" if asked.asks_place else ""
    help_ = f"<noscript><p>{escape(words.no_script)}</p></noscript>" if asked.asks_place else ""
    return f'{help_}<small id="notice">{notice}{place}</small>'


def _ways(shown: Shown, words: Words, outcome: str) -> list[tuple[str, str]]:
    """Where a page leads. An address that was scanned before proves nothing where codes rotate."""
    if outcome in LEAD_ON:
        return [(f"/q/{shown.code}/next", words.next)] if shown.has_next else []
    back = outcome in LEAD_BACK and not shown.is_rotating
    return [(f"/q/{shown.code}?lang={shown.language}", words.again)] if back else []


def _script(shown: Shown, words: Words, asked: Asked | None, scan_id: UUID | None = None) -> str:
    """The script, and before it what it needs to know. `<` is written so that no text ends the element."""
    known = {
        "place": bool(asked and asked.asks_place),
        "scanId": str(scan_id) if scan_id else None,
        "sending": words.sending,
        "yearWrong": words.birth_year_wrong,
        "results": {
            outcome: {"title": told.title, "text": told.text, "ways": _ways(shown, words, outcome)}
            for outcome, told in words.results.items()
        },
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="known">{text}</script>'
        f'<script nonce="{shown.nonce}">{SCRIPT}</script>'
    )
