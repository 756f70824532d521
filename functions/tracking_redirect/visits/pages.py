"""The two pages that a visitor may see instead of a destination."""

from common.pages import html_page

NOT_FOUND_PAGE = html_page("This link leads nowhere", "It was mistyped, switched off, or its time is over.")
UNAVAILABLE_PAGE = html_page("One moment, please", "The link cannot be opened now. Try again.")
