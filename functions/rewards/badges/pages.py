"""The pages of badges. No script, nothing from elsewhere, and what people wrote is text."""

import base64
import hashlib
from html import escape
from uuid import UUID

from common.errors import DomainError
from common.pages import PRODUCT, html_page
from rewards.badges import links
from rewards.badges.models import Badge

STYLE = """
:root {
  color-scheme: light dark; --ground: #f5f5ff; --card: #fff; --text: #1e1b4b; --quiet: #565b6b; --accent: #4f46e5;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14122b; --card: #1f1d3d; --text: #e0e7ff; --quiet: #b9bbd0; --accent: #a5b4fc }
}
* { box-sizing: border-box }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--ground); color: var(--text) }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere }
header { font-weight: 600; margin: 0 0 1.5rem }
h1 { color: var(--accent); line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.125rem; margin: 0 0 .5rem }
a { color: var(--accent) }
img { width: 10rem; height: 10rem; display: block; margin: 0 0 1rem }
section {
  background: var(--card); border-top: 4px solid #6366f1; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
}
ul { margin: 0; padding: 0 0 0 1.25rem }
time, footer { color: var(--quiet) }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self' data:; form-action 'none';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="data:," /><link rel="canonical" href="{address}" />
<title>{title} · {product}</title><meta name="description" content="{description}" />
<meta property="og:title" content="{title}" /><meta property="og:description" content="{description}" />
<style>{style}</style></head>
<body><main><header>{product}</header>{body}
<footer>Issued by {product}.</footer></main></body></html>
"""


def badge(credential_id: UUID, shown: Badge) -> str:
    """The page of a badge that its person published. Raises `SettingMissing`."""
    address = links.badge_url(credential_id)
    place, linkedin = f"/badges/{credential_id}", links.linkedin_url(shown, address)
    day = f"{shown.awarded_at.day} {shown.awarded_at:%B %Y}"
    whose = f'<p>Earned by <strong dir="auto">{escape(shown.person)}</strong></p>' if shown.person else ""
    body = (
        f'<section><img src="/badge-achievements/{escape(shown.achievement_key)}/picture.svg" alt="" />'
        f'<h1 dir="auto">{escape(shown.title)}</h1>{whose}'
        f'<p>On <time datetime="{shown.awarded_at:%Y-%m-%d}">{day}</time></p>'
        f'<p dir="auto">{escape(shown.description)}</p></section>'
        f"{_criteria(shown.criteria)}"
        f"<section><h2>Check it, keep it, show it</h2><ul>"
        f'<li><a href="{place}/badge.png">Picture with the signed badge in it</a></li>'
        f'<li><a href="{place}/credential.jwt">Signed badge (Open Badges 3.0, VC-JWT)</a></li>'
        f'<li><a href="/issuers/{links.ISSUER}">Who issued it, and the keys that verify it</a></li>'
        f'<li><a href="{escape(linkedin)}" rel="nofollow noopener noreferrer">Add it to a LinkedIn profile</a></li>'
        "</ul></section>"
    )
    return _filled(shown.title, shown.description, address, body)


def achievement(key: str, name: str, description: str, criteria: str) -> str:
    """The page of what badges are for. Raises `SettingMissing`."""
    body = (
        f'<section><img src="/badge-achievements/{escape(key)}/picture.svg" alt="" />'
        f'<h1 dir="auto">{escape(name)}</h1><p dir="auto">{escape(description)}</p></section>{_criteria(criteria)}'
    )
    return _filled(name, description, links.achievement_url(key), body)


def issuer(kids: list[str]) -> str:
    """The page of who issues badges. Raises `SettingMissing`."""
    address = links.issuer_url()
    keys = "".join(f"<li><code>{escape(kid)}</code></li>" for kid in kids)
    sentence = f"{PRODUCT} issues badges for what people achieved, as Open Badges 3.0."
    body = (
        f"<section><h1>{PRODUCT}</h1><p>{sentence}</p><p>A badge is ours where it names <code>{escape(address)}</code>"
        " as its issuer, one of these keys verifies its signature, and its place in its status list is not set.</p>"
        f"</section><section><h2>Keys</h2><ul>{keys or '<li>None was used yet.</li>'}</ul>"
        f'<p><a href="/issuers/{links.ISSUER}/jwks.json">The keys, for programs</a></p></section>'
    )
    return _filled("Issuer of badges", sentence, address, body)


def not_found() -> str:
    """The page where there is none: it never was, or is private. Which is not said."""
    return html_page("There is no such page", "A badge is shown here while its person publishes it.")


def revoked() -> str:
    """The page of a badge that is void."""
    return html_page("This badge was revoked", "It was valid once, and proves nothing any more.")


def unavailable(error: DomainError) -> str:
    """The page where we cannot look."""
    return html_page("One moment, please", escape(error.message))


def _criteria(criteria: str) -> str:
    return f'<section><h2>What it takes</h2><p dir="auto">{escape(criteria)}</p></section>'


def _filled(title: str, description: str, address: str, body: str) -> str:
    return _PAGE.format(
        title=escape(title), description=escape(description), address=escape(address), product=PRODUCT,
        style=STYLE, body=body,
    )  # fmt: skip
