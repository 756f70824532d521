"""The page of a media kit. No script, nothing from elsewhere, and what people wrote is text."""

import base64
import hashlib
from html import escape

from common.errors import DomainError
from common.models.creators import Availability
from common.models.platform import Platform
from common.pages import PRODUCT, html_page
from common.settings import required
from user_management.media_kits.models import MediaKit, MediaKitAccount

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
img { width: 6rem; height: 6rem; object-fit: cover; border-radius: 50%; display: block; margin: 0 0 1rem }
section {
  background: var(--card); border-top: 4px solid #6366f1; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
}
ul { list-style: none; margin: 0; padding: 0 }
section li { padding: .5rem 0 }
.tags li {
  display: inline-block; background: var(--ground); border-radius: 1rem; padding: .125rem .75rem; margin: .125rem 0;
}
small, time, footer { color: var(--quiet) }
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
KEPT_FOR_MINUTES = {"Cache-Control": "public, max-age=120"}
"""Who is barred, or takes the page back, is gone from caches within minutes."""
NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

PLATFORMS = {
    Platform.INSTAGRAM: "Instagram",
    Platform.TIKTOK: "TikTok",
    Platform.TWITTER: "X",
    Platform.LINKEDIN: "LinkedIn",
    Platform.YOUTUBE: "YouTube",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="data:," /><link rel="canonical" href="{address}" />
<title>{name} · {product}</title><meta name="description" content="{headline}" />
<style>{style}</style></head>
<body><main><header>{product}</header>{body}
<footer>Figures are those of the platforms, of the day that stands beside them.</footer></main></body></html>
"""


def media_kit(slug: str, kit: MediaKit) -> str:
    """The page of a published kit. Raises `SettingMissing` without `API_BASE_URL`."""
    return _PAGE.format(
        address=escape(f"{required('API_BASE_URL').rstrip('/')}/creators/{slug}"),
        name=escape(kit.display_name),
        headline=escape(kit.headline or f"{kit.display_name} at {PRODUCT}"),
        product=PRODUCT,
        style=STYLE,
        body=_person(kit) + _accounts(kit.accounts) + _links(kit.portfolio_links),
    )


def not_found() -> str:
    """The page where there is no kit: never was, is not published, or its creator is barred. Which is not said."""
    return html_page("There is no such page", "Its creator may have moved it or taken it back.")


def unavailable(error: DomainError) -> str:
    """The page where we cannot look."""
    return html_page("One moment, please", escape(error.message))


def _person(kit: MediaKit) -> str:
    # Pictures from elsewhere would tell their host who looks: the policy of the page lets none in.
    own = kit.avatar_url is not None and kit.avatar_url.startswith("/")
    picture = f'<img src="{escape(kit.avatar_url or "")}" alt="" />' if own else ""
    place = ", ".join(part for part in (kit.city, kit.country_code) if part)
    facts = [
        place,
        f"Languages: {', '.join(kit.languages)}" if kit.languages else "",
        _availability(kit),
        "Verified by Atomic Influence" if kit.verified else "",
    ]
    return (
        f'<section>{picture}<h1 dir="auto">{escape(kit.display_name)}</h1>'
        + (f'<p dir="auto">{escape(kit.headline)}</p>' if kit.headline else "")
        + _items(
            "tags", [f'<li dir="auto">{escape(category.capitalize())}</li>' for category in kit.categories]
        )
        + "".join(f'<p dir="auto">{escape(fact)}</p>' for fact in facts if fact)
        + "</section>"
    )


def _availability(kit: MediaKit) -> str:
    now = {
        Availability.OPEN: "Open to new work",
        Availability.LIMITED: "Takes little new work",
        Availability.CLOSED: "Takes no new work",
    }[kit.availability]
    return f"{now} until {_day(kit.available_from)}" if kit.available_from else now


def _accounts(accounts: list[MediaKitAccount]) -> str:
    items = [_account(account) for account in accounts]
    return f"<section><h2>Platforms</h2>{_items('accounts', items)}</section>" if items else ""


def _account(account: MediaKitAccount) -> str:
    name = f'<bdi dir="auto">{escape(account.username)}</bdi>'
    if (account.profile_url or "").startswith("https://"):
        name = _outward(account.profile_url or "", name)
    figures = f"{account.follower_count:,} followers"
    if account.engagement_rate > 0:
        figures += f", {account.engagement_rate * 100:.1f} % engagement"
    as_of = (
        f'<time datetime="{account.as_of:%Y-%m-%d}">As of {_day(account.as_of)}</time>'
        if account.as_of
        else "<small>Not read yet</small>"
    )
    return f"<li><strong>{PLATFORMS[account.platform]}</strong> {name}<br />{figures}<br />{as_of}</li>"


def _links(links: list[str]) -> str:
    items = [f"<li>{_outward(link, escape(link))}</li>" for link in links]
    return f"<section><h2>Work</h2>{_items('links', items)}</section>" if items else ""


def _outward(address: str, label: str) -> str:
    return f'<a href="{escape(address)}" rel="nofollow ugc noopener noreferrer">{label}</a>'


def _items(kind: str, items: list[str]) -> str:
    return f'<ul class="{kind}">{"".join(items)}</ul>' if items else ""


def _day(moment: object) -> str:
    return f"{moment:%d %B %Y}".lstrip("0")
