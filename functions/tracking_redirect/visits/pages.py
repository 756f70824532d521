"""The pages that a visitor may see instead of a destination, and what stands at the root of the short domain."""

from html import escape

from common.pages import html_page

ENDED_PAGE = html_page("This link has ended", "Its time is over, and it leads nowhere any more.")

ROBOTS = """\
User-agent: Twitterbot
User-agent: facebookexternalhit
User-agent: LinkedInBot
User-agent: Pinterestbot
Allow: /t/
Disallow: /

User-agent: *
Disallow: /t/
Disallow: /api/
Disallow: /functions/
Disallow: /webhooks/
"""
"""No crawler follows short links, but for those that fetch the preview of a post and ask here first."""


def front_page(site_url: str) -> str:
    """What stands where short links begin."""
    link = f'<p><a href="{escape(site_url)}">To the site</a> · <a href="/docs">For developers</a></p>'
    return html_page("Short links", "Creators and brands share links that begin here.", link)
