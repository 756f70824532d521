"""The two pages that a visitor may see instead of a destination."""

from common.pages import page

NOT_FOUND_PAGE = page("This link leads nowhere", "It was mistyped, switched off, or its time is over.")
UNAVAILABLE_PAGE = page("One moment, please", "The link cannot be opened now. Try again.")
