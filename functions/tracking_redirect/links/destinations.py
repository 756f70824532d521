r"""Where a link may lead, in the one form that browsers read out of it.

Python's urllib and browsers disagree about `https://evil.test\@shop.example/`; pydantic's HttpUrl parses as the
WHATWG URL standard says, so what is checked here is what a browser will open. That form is stored.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

from common.settings import settings
from tracking_redirect.errors import DestinationRefused
from tracking_redirect.settings import short_link_base_url

LONGEST_DESTINATION = 2_048
URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def checked_destination(text: str) -> str:
    """The destination in its normal form. Raises `DestinationRefused`, with the reason in `details`."""
    if any(ord(character) <= 0x20 or ord(character) == 0x7F for character in text):
        raise _refused("it contains spaces or control characters")
    try:
        url = URL.validate_python(text)
    except ValidationError:
        raise _refused("it is no web address") from None
    if url.scheme != "https":
        raise _refused("it is not https")
    if url.username is not None or url.password is not None:
        raise _refused("it carries a user name or a password")
    _check_host((url.host or "").rstrip(".").lower())
    if len(str(url)) > LONGEST_DESTINATION:
        raise _refused(f"it is longer than {LONGEST_DESTINATION} characters")
    return str(url)


def _check_host(host: str) -> None:
    if _is_address(host.strip("[]")):
        raise _refused("its host is an IP address")
    if "." not in host or host.endswith((".localhost", ".local", ".internal")):
        raise _refused("its host is not public")
    if host in {urlsplit(short_link_base_url()).hostname, urlsplit(settings().site_url).hostname}:
        raise _refused("it leads back to us")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _refused(reason: str) -> DestinationRefused:
    return DestinationRefused(details=[{"field": "destination_url", "message": reason}])
