"""Links of invites: where they lead, what looking at them changes, and the way out, which is for ever."""

import pytest

from agents.invite_links import service
from common.database_errors import DatabaseUnavailable
from tests.factories.people import make_erasure_request, make_user
from tests.integration.agents.asking import ask
from tests.integration.agents.inviting import BROWSER, Inviting

NEW = "new@example.com"
SITE = "http://127.0.0.1:3000"
CLICK = {
    "raw_body": b"List-Unsubscribe=One-Click",
    "headers": {"content-type": "application/x-www-form-urlencoded"},
}
MULTIPART = {"raw_body": b"--x\r\n\r\n--x--", "headers": {"content-type": "multipart/form-data; boundary=x"}}


@pytest.fixture
def link(inviting: Inviting) -> str:
    """The link of an invite that went out."""
    agent = inviting.agent()
    inviting.invite(agent, inviting.contact(agent))
    token = inviting.last_token()
    inviting.send()
    return f"/invites/{token}"


def suppressed(inviting: Inviting) -> list[tuple[str, str]]:
    """Channel and reason of what is suppressed for the address."""
    return inviting.rows(
        "select channel, reason from invite_suppressions where address_hmac = app.address_hmac(%s) order by 1",
        NEW,
    )


def status(inviting: Inviting) -> str:
    """How the contact stands."""
    ((found,),) = inviting.rows("select status from agent_contacts")
    return str(found)


def test_it_leads_to_the_sign_up_and_the_agent_is_shown_that_somebody_came(
    inviting: Inviting, link: str
) -> None:
    answer = ask("GET", link, user_agent=BROWSER)
    assert (answer.status, answer.headers["location"]) == (
        302,
        f"{SITE}/sign-up?invite={link.rpartition('/')[2]}",
    )
    assert inviting.truth() == [("clicked", None)]
    assert ask("GET", link, user_agent=BROWSER).status == 302
    assert inviting.truth() == [("clicked", None)]


@pytest.mark.parametrize("user_agent", ["", "Slackbot-LinkExpanding 1.0", "WhatsApp/2.23", "curl/8.5.0"])
def test_programs_follow_it_and_are_not_somebody(inviting: Inviting, link: str, user_agent: str) -> None:
    answer = ask("GET", link, user_agent=user_agent)
    assert (answer.status, "invite=" in answer.headers["location"]) == (302, True)
    assert inviting.truth() == [("sent", None)]


def test_to_look_changes_nothing(inviting: Inviting, link: str) -> None:
    inviting.run(
        "insert into user_agents (user_agent, device, browser, os, is_bot) values (%s, 'bot', 'x', 'x', true)",
        BROWSER,
    )
    assert ask("GET", link, user_agent=BROWSER).status == 302, (
        "a program that calls itself a browser, as we learned"
    )
    for _ in range(2):
        assert ask("HEAD", link, user_agent="Mozilla/5.0").status == 302
        assert ask("HEAD", f"{link}/opt-out").status == 200
        page = ask("GET", f"{link}/opt-out")
        assert (page.status, '<form method="post"' in page.body, NEW in page.body) == (200, True, False)
        assert page.headers["cache-control"] == "no-store"
    assert (inviting.truth(), suppressed(inviting), status(inviting)) == ([("sent", None)], [], "invited")


@pytest.mark.parametrize("token", ["0" * 64, "x", "A" * 64, "%00", "%2F%2Fevil.example", "0" * 65])
def test_a_token_of_no_invite_leads_to_the_site_and_ends_nothing(inviting: Inviting, token: str) -> None:
    for method in ("GET", "HEAD"):
        answer = ask(method, f"/invites/{token}", user_agent=BROWSER)
        if answer.status != 404:
            assert (answer.status, answer.headers["location"]) == (302, f"{SITE}/")
    assert [ask(method, f"/invites/{token}/opt-out").status for method in ("GET", "HEAD", "POST")] == [
        404
    ] * 3
    assert inviting.rows("select from invite_suppressions") == []


@pytest.mark.parametrize("sent", [CLICK, MULTIPART, {}], ids=["form", "multipart", "nothing"])
def test_one_click_ends_it_for_every_agent_as_often_as_it_is_made(
    inviting: Inviting, link: str, sent: dict[str, object]
) -> None:
    for _ in range(2):
        answer = ask("POST", f"{link}/opt-out", **sent)
        assert (answer.status, "no more invitations" in answer.body) == (200, True)
    assert suppressed(inviting) == [("email", "opt_out"), ("sms", "opt_out")]
    assert status(inviting) == "opted_out"
    inviting.run("update agent_invites set created_at = now() - interval '1 year'")
    bob = inviting.agent("Bob")
    inviting.invite(bob, inviting.contact(bob, NEW))
    assert inviting.recipients() == [NEW], "the first mail, and no other"
    assert inviting.rows("select status from agent_contacts where agent_user_id = %s", bob) == [("invited",)]


def test_who_is_forgotten_leaves_no_address_and_stays_suppressed(inviting: Inviting, link: str) -> None:
    answer = ask("POST", f"{link}/opt-out", query={"forget": "true"}, **CLICK)
    assert (answer.status, "You are forgotten" in answer.body) == (200, True)
    assert inviting.rows("select from agent_contacts") == []
    assert inviting.rows("select from outbox where payload ->> 'to' = %s", NEW) == []
    assert ask("POST", f"{link}/opt-out", **CLICK).status == 200
    assert suppressed(inviting) == [("email", "opt_out"), ("sms", "opt_out")]


def test_the_way_out_works_when_contact_and_agent_are_gone(inviting: Inviting, link: str) -> None:
    inviting.run("delete from agent_contacts")
    inviting.run("update auth.users set status = 'deleted'")
    assert ask("GET", f"{link}/opt-out").status == 200
    assert ask("POST", f"{link}/opt-out", **CLICK).status == 200
    assert len(suppressed(inviting)) == 2


def test_an_opt_out_holds_after_the_person_had_an_account_and_was_erased(
    inviting: Inviting, link: str
) -> None:
    ask("POST", f"{link}/opt-out", **CLICK)
    with inviting.database.connect() as db:
        person = make_user(db, email=NEW)
        erasure = make_erasure_request(db, person)
    assert inviting.rows("select app.erase_user(%s)", erasure) == [("done",)]
    assert inviting.rows("select from auth.users where email = %s", NEW) == []
    inviting.run("update agent_invites set created_at = now() - interval '1 year'")
    bob = inviting.agent("Bob")
    contact = inviting.contact(bob, NEW)
    assert inviting.invite(bob, contact)[0]["outcome"] == "queued"
    before = len(inviting.send())
    assert [mail["to"] for mail in inviting.send()].count([NEW]) == 2, "the first invite and the receipt"
    assert (len(inviting.send()), inviting.truth()[-1]) == (before, ("suppressed", "opted_out"))


def test_an_invite_that_waits_for_somebody_who_is_erased_waits_no_more(inviting: Inviting) -> None:
    agent = inviting.agent()
    inviting.invite(agent, inviting.contact(agent))
    with inviting.database.connect() as db:
        erasure = make_erasure_request(db, make_user(db, email=NEW))
    assert inviting.rows("select app.erase_user(%s)", erasure) == [("done",)]
    assert inviting.truth() == [("suppressed", "gone")]


def test_without_the_database_the_link_leads_on_and_the_page_asks_for_a_moment(
    inviting: Inviting, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_actor: object) -> object:
        raise DatabaseUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(service, "transaction", away)
        followed = ask("GET", link, user_agent=BROWSER)
        page = ask("POST", f"{link}/opt-out", **CLICK)
    assert (followed.status, "invite=" in followed.headers["location"]) == (302, True)
    assert (page.status, "One moment" in page.body) == (503, True)
    assert suppressed(inviting) == []


@pytest.mark.parametrize("other", ["new+again@example.com", "new+@example.com", "new+a+b@example.com"])
def test_a_tag_behind_an_address_makes_no_other_mailbox(inviting: Inviting, link: str, other: str) -> None:
    assert ask("POST", f"{link}/opt-out", **CLICK).status == 200
    bob = inviting.agent("Bob")
    assert inviting.invite(bob, inviting.contact(bob, other))[0]["outcome"] == "queued"
    assert inviting.recipients() == [NEW], "the first mail, and no other"
    assert inviting.truth()[-1] == ("suppressed", "opted_out")


def test_who_has_an_account_is_not_mailed_under_their_address_with_a_tag(inviting: Inviting) -> None:
    with inviting.database.connect() as db:
        make_user(db, email="account@example.com")
    agent = inviting.agent()
    inviting.invite(agent, inviting.contact(agent, "account+1@example.com"))
    assert inviting.recipients() == []
    assert inviting.truth() == [("suppressed", "account")]
