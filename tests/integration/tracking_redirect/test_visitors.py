"""What is kept of a visitor: the host that sent them, and a keyed hash of address and agent."""

import pytest

from tests.conftest import Database
from tests.factories.links import PHONE
from tests.integration.tracking_redirect.test_redirect import AGENT, events, follow
from tracking_redirect.visits.facts import referrer_host


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("https://mail.example.com/u/?email=jane@doe.example&token=secret", "mail.example.com"),
        ("https://jane:pw@shop.example.com:8443/x@y", "shop.example.com"),
        ("https://Instagram.com./p", "instagram.com"),
        ("android-app://com.instagram.android/", "com.instagram.android"),
        ("http://[2001:DB8::1]:80/", "[2001:db8::1]"),
        ("https://münchen.example/ä", "münchen.example"), ("about:blank", "about"), ("?token=secret", ""), ("//", ""),
        ("x@y", "y"), ("https://@/?a", ""), ("https://a@b@c.example/", "c.example"),
    ],
)  # fmt: skip
def test_of_a_referrer_only_the_host_is_kept(database: Database, code: str, sent: str, kept: str) -> None:
    follow(code, headers={"referer": sent})
    assert events(database)[0][4] == kept == referrer_host(sent)
    with database.connect() as db:
        assert db.execute("select app.referrer_host(%s)", (sent,)).fetchone() == (kept,)
        assert db.execute("select app.referrer_host(%s)", (kept,)).fetchone() == (kept,), "a host is its own"


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        (("203.0.113.9", PHONE), ("203.0.113.9", PHONE), True),
        (("203.0.113.9", PHONE), ("203.0.113.9", AGENT), False),
        (("::ffff:203.0.113.9", PHONE), ("203.0.113.9", PHONE), True),
        (("::ffff:cb00:7109", PHONE), ("203.0.113.9", PHONE), True),
        (("2001:db8::ffff:1", PHONE), ("2001:db8::1", PHONE), True),
        (("2001:db8::ffff:1", PHONE), ("2001:db8:0:1::1", PHONE), False),
    ],
)
def test_a_visitor_is_an_address_with_its_agent(
    database: Database, code: str, one: tuple[str, str], other: tuple[str, str], are_one: bool
) -> None:
    for address, agent in (one, other):
        follow(code, address=address, user_agent=agent)
    first, second = (visitor for _, _, visitor, _, _ in events(database))
    assert first is not None
    assert second is not None
    assert (first == second) is are_one
