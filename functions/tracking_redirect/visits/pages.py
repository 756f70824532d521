"""The pages that a visitor may see instead of a destination."""

from common.pages import html_page

NOT_FOUND_PAGE = html_page("This link leads nowhere", "It was mistyped, or switched off.")
ENDED_PAGE = html_page("This link has ended", "Its time is over, and it leads nowhere any more.")
UNAVAILABLE_PAGE = html_page("One moment, please", "The link cannot be opened now. Try again.")
