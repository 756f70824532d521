"""What is kept of a visitor's request, as far as PostgreSQL and the law take it."""

import re

CODE = re.compile(r"([0-9A-Za-z][0-9A-Za-z_-]{0,63})[^0-9A-Za-z_-]*")  # and what a sentence puts behind it
REFERRER_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\s]*)")


def referrer_host(referrer: str) -> str:
    """The host (or an app's id) of a Referer header, as `app.referrer_host`: paths and queries go nowhere from here."""
    found = REFERRER_HOST.match(referrer.strip())
    return found[1].rstrip(".").lower()[:253] if found else ""
