"""Where a referral link leads: a path of the site and nothing else, with the token of the touch."""

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.referral_touches.forwarding import landing_of, location_of, utm_of

SITE = "https://site.example"


@pytest.mark.parametrize(
    ("query", "landing"),
    [
        ("", "/"),
        ("to=", "/"),
        ("to", "/"),
        ("to=/sign-up", "/sign-up"),
        ("utm_source=x&to=%2Fgigs%3Fcity%3DBerlin%26page%3D2", "/gigs?city=Berlin&page=2"),
        ("to=/gigs%23top", "/gigs#top"),
        ("to=/caf%C3%A9", "/caf%C3%A9"),
        ("to=/a+b%20c", "/a%20b%20c"),
        ("to=/100%25", "/100%25"),
        ("to=/a&to=/b", "/a"),
        ("%74o=/a", "/a"),
        ("to=/search%3Fnext%3Dhttps://elsewhere.example", "/search?next=https://elsewhere.example"),
        ("to=/@anna", "/@anna"),
    ],
)
def test_a_path_of_the_site_is_kept(query: str, landing: str) -> None:
    assert landing_of(query) == landing


EVIL = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
    "https:evil.example", "https://evil.example", "javascript:alert(1)", "evil.example", "@evil.example",
    ".evil.example", ":80@evil.example", " /a", "\t/a", "/\t/evil.example", "/\n/evil.example", "/a\r\nSet-Cookie: x=1",
    "/a\0",
    "/a\x7f", "/a\u2028b", "/a//b", "/.//evil.example", "/%2F%2Fevil.example", "%2F%2Fevil.example",
    "/%2Fevil.example", "/%5Cevil.example", "/%252Fevil.example", "/%25252525252Fevil.example", "/a%0D%0Ab", "/a%00",
    "/a%5Cb", "/\uff0f/evil.example/\u202ea", "/" + "a" * 2_048, "/a?" + "b" * 2_048, "/\ud800",
]  # fmt: skip


@pytest.mark.parametrize("to", EVIL)
@pytest.mark.parametrize("times", [1, 2])
def test_what_leads_elsewhere_leads_to_the_front(to: str, times: int) -> None:
    for _ in range(times):
        to = quote(to, safe="", errors="surrogatepass")
    assert landing_of(f"to={to}") == "/"


@pytest.mark.parametrize(
    "query", ["to=//evil.example", "to=/\\evil", "to=%FF%FE", "to=/%ED%A0%80", "to=/%c0%af", "&&=&to"]
)
def test_raw_nonsense_leads_to_the_front(query: str) -> None:
    assert landing_of(query) == "/"


@given(st.text(max_size=60))
def test_whatever_is_asked_for_the_host_stays_ours(to: str) -> None:
    location = location_of(SITE, landing_of(f"to={quote(to, safe='', errors='surrogatepass')}"), "t" * 24)
    assert urlsplit(location)[:2] == ("https", "site.example")
    assert location.isascii()
    assert location.isprintable()
    assert "//" not in urlsplit(location).path
    assert "ref=" + "t" * 24 in urlsplit(location).query


@pytest.mark.parametrize(
    ("landing", "location"),
    [
        ("/", "https://site.example/?ref=TOKEN"),
        ("/sign-up", "https://site.example/sign-up?ref=TOKEN"),
        ("/gigs?city=Berlin", "https://site.example/gigs?city=Berlin&ref=TOKEN"),
        ("/gigs?ref=old&a=1&%72ef=old&refs=2", "https://site.example/gigs?a=1&refs=2&ref=TOKEN"),
        ("/gigs?#top", "https://site.example/gigs?ref=TOKEN#top"),
        ("/gigs#top?ref=1", "https://site.example/gigs?ref=TOKEN#top?ref=1"),
    ],
)
def test_the_token_takes_the_place_of_any_other(landing: str, location: str) -> None:
    assert location_of(SITE, landing, "TOKEN") == location


def test_nobody_counted_gets_no_token_and_none_of_another() -> None:
    assert location_of(SITE, "/gigs?ref=old&a=1", None) == "https://site.example/gigs?a=1"
    assert location_of(f"{SITE}/", "/", None) == "https://site.example/"


@pytest.mark.parametrize(
    ("query", "utm"),
    [
        ("", {}),
        ("utm_source=news&utm_medium=mail&to=/a&dl=1", {"utm_source": "news", "utm_medium": "mail"}),
        ("utm_source=a&utm_source=b", {"utm_source": "a"}),
        ("utm_source=caf%C3%A9+x", {"utm_source": "café x"}),
        ("gclid=secret-of-a-person&fbclid=x", {"gclid": "", "fbclid": ""}),
        ("utm_source=%00a%FF", {"utm_source": "a\ufffd"}),
        ("utm_source=" + "x" * 300, {"utm_source": "x" * 100}),
        ("utm_evil=1&a%20b=1&=1&" + "n" * 51 + "=1", {"utm_evil": ""}),
    ],
)
def test_what_a_link_says_of_its_campaign_is_kept_and_of_all_else_the_name(
    query: str, utm: dict[str, str]
) -> None:
    assert utm_of(query) == utm


def test_a_thousand_parameters_are_not_kept() -> None:
    assert len(utm_of("&".join(f"p{n}=1" for n in range(1_000)))) == 20
