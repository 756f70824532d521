"""Pages of what people publish, for everybody: one look, no script, nothing from elsewhere."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from aws_lambda_powertools.event_handler import Response, content_types

from common.errors import DomainError
from common.pages import PRODUCT, html_page

NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
"""Of a refusal: what is not there now may be in a moment."""
_STYLE = """
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
img { display: block; margin: 0 0 1rem }
section {
  background: var(--card); border-top: 4px solid #6366f1; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
}
small, time, footer { color: var(--quiet) }
"""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="data:," /><link rel="canonical" href="{address}" />
<title>{title} · {product}</title><meta name="description" content="{description}" />
<meta property="og:title" content="{title}" /><meta property="og:description" content="{description}" />
<style>{style}</style></head>
<body><main><header>{product}</header>{body}
<footer>{footer}</footer></main></body></html>
"""


@dataclass(frozen=True)
class Frame:
    """Of pages of one kind: what their style adds to that of all, and the sentence that ends each."""

    own_style: str
    footer: str

    def filled(self, *, title: str, description: str, address: str, body: str) -> str:
        """A page. `body` is markup, the rest is text."""
        return _PAGE.format(
            title=escape(title), description=escape(description), address=escape(address), product=PRODUCT,
            style=self._style, body=body, footer=self.footer,
        )  # fmt: skip

    def answer(self, status: int, page: str, headers: dict[str, str]) -> Response[Any]:
        """A page of this kind, or the refusal of one."""
        found: dict[str, str | list[str]] = {**self._headers, **headers}
        return Response(status, f"{content_types.TEXT_HTML}; charset=utf-8", page, headers=found)

    @property
    def _style(self) -> str:
        return _STYLE + self.own_style

    @cached_property
    def _headers(self) -> dict[str, str]:
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        return {
            "Content-Security-Policy": (
                f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; form-action 'none';"
                " frame-ancestors 'none'; base-uri 'none'"
            ),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }


def unavailable(error: DomainError) -> str:
    """The page where we cannot look."""
    return html_page("One moment, please", escape(error.message))


def without_body(answer: Response[Any]) -> Response[Any]:
    """The same for HEAD."""
    answer.body = ""
    return answer
