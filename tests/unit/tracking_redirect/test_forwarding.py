"""Where a visitor is sent: destination, their own query, and the click's id."""

from uuid import UUID

import pytest

from tracking_redirect.visits.forwarding import LONGEST_LOCATION, is_scan, location_of

CLICK = UUID("01a22759-984a-76c9-812d-6b0b2e9e8c72")
ID = f"aclid={CLICK.hex}"


@pytest.mark.parametrize(
    ("destination", "query", "location"),
    [
        ("https://s.example/", "", f"https://s.example/?{ID}"),
        ("https://s.example/p?utm_id=1#size", "", f"https://s.example/p?utm_id=1&{ID}#size"),
        ("https://s.example/", "utm_source=ig&fbclid=abc", f"https://s.example/?utm_source=ig&fbclid=abc&{ID}"),
        ("https://s.example/?utm_source=site&a=1", "utm_source=ig", f"https://s.example/?a=1&utm_source=ig&{ID}"),
        ("https://s.example/?utm%5Fsource=site", "utm_source=ig", f"https://s.example/?utm_source=ig&{ID}"),
        ("https://s.example/?aclid=0&a=%2B", "", f"https://s.example/?a=%2B&{ID}"),
        ("https://s.example/", "aclid=0&%61clid=1&b=2", f"https://s.example/?b=2&{ID}"),
        ("https://s.example/", "qr=1&a=1", f"https://s.example/?a=1&{ID}"),
        ("https://s.example/?sig=a%2Fb+c%3D&x", "y", f"https://s.example/?sig=a%2Fb+c%3D&x&y&{ID}"),
        ("https://s.example/?a=1&a=2", "b=1&b=2", f"https://s.example/?a=1&a=2&b=1&b=2&{ID}"),
        ("https://s.example/#/route?x=1", "b=2", f"https://s.example/?b=2&{ID}#/route?x=1"),
        ("https://s.example/", "a=b\r\nset-cookie: x=1", f"https://s.example/?a=b%0D%0Aset-cookie:%20x=1&{ID}"),
        ("https://s.example/", "n=münchen&%zz&&", f"https://s.example/?n=m%C3%BCnchen&%zz&{ID}"),
        ("https://s.example/", "a=#b", f"https://s.example/?a=%23b&{ID}"),
    ],
)  # fmt: skip
def test_a_visitors_query_goes_along_and_the_click_s_id_is_ours(
    destination: str, query: str, location: str
) -> None:
    assert location_of(destination, query, CLICK) == location


def test_nobody_counted_gets_no_id() -> None:
    assert location_of("https://s.example/?aclid=0#a", "b=1", None) == "https://s.example/?b=1#a"
    assert location_of("https://s.example/?aclid=0", "", None) == "https://s.example/"


def test_a_query_that_no_proxy_would_take_stays_behind() -> None:
    assert location_of("https://s.example/", "a" * LONGEST_LOCATION, CLICK) == f"https://s.example/?{ID}"


@pytest.mark.parametrize(
    ("query", "scanned"),
    [
        ("qr=1", True), ("a=b&qr=1", True), ("%71r=1", True), ("", False), ("qr", False), ("qr=0", False),
        ("qr=11", False), ("a=qr=1", False), ("QR=1", False), ("&&=&qr=%ff", False),
    ],
)  # fmt: skip
def test_only_what_our_codes_say_is_a_scan(query: str, scanned: bool) -> None:
    assert is_scan(query) is scanned
