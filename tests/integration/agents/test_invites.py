"""Invites of agents: who is invited, who is not, and that the agent cannot tell why."""

from uuid import uuid4

import pytest

from tests.factories.people import make_user
from tests.integration.agents.asking import ask
from tests.integration.agents.inviting import INVITES, Inviting

NEW = "new@example.com"


def shape(row: dict[str, object]) -> dict[str, object]:
    """A row of the agent's list without what is every invite's own."""
    return {key: value for key, value in row.items() if key not in ("id", "contact_id", "created_at")}


def test_a_contact_is_invited_by_mail_in_the_agents_name(inviting: Inviting) -> None:
    agent = inviting.agent("Ann Agent", code="ANN2345")
    inviting.run("update user_profiles set full_name = 'Ann Marie Agent' where id = %s", agent)
    contact = inviting.contact(agent)
    (made,) = inviting.invite(agent, contact, message="See evil.example\nfor more")
    assert (made["outcome"], made["share"], made["invite"]["status"]) == ("queued", None, "sent")
    token = inviting.last_token()
    (mail,) = inviting.send()
    link = f"https://api.example.org/invites/{token}"
    assert mail["to"] == [NEW]
    assert mail["headers"] == {
        "List-Unsubscribe": f"<{link}/opt-out>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
    for text in (mail["text"], mail["html"]):
        for said in ("Ann Agent (Ann Marie Agent)", link, "Nora", "1 Example Street", "you know each other"):
            assert said in text
    assert "> See evil. example" in mail["text"], "no link but ours"
    assert inviting.truth() == [("sent", None)]
    (seen,) = inviting.seen(agent)
    assert (seen["status"], seen["contact_id"]) == ("sent", str(contact))
    kept = inviting.rows("select payload from outbox where payload ->> 'template' = 'agent_invite'")[0][0]
    assert {"token", "note", "first_name"}.isdisjoint(kept), "what only the mail needed is gone with it"
    assert inviting.rows("select token_hash = sha256(convert_to(%s, 'UTF8')) from agent_invites", token) == [
        (True,)
    ]


@pytest.mark.parametrize("email", [NEW, "anna@example.de"])
@pytest.mark.parametrize("country", ["DE", "AT", "GB", "XX", None])
def test_to_a_country_that_forbids_it_nothing_leaves_and_the_agent_gets_a_text(
    inviting: Inviting, country: str | None, email: str
) -> None:
    agent = inviting.agent(code="ANN2345")
    (made,) = inviting.invite(agent, inviting.contact(agent, email, country))
    assert (made["outcome"], made["invite"]) == ("share_only", None)
    assert made["share"]["link"] == "https://go.example.org/r/ANN2345"
    assert made["share"]["link"] in made["share"]["text"]
    assert (inviting.truth(), inviting.recipients()) == ([], [])


def test_an_address_of_a_country_that_forbids_it_is_of_that_country_whatever_the_agent_says(
    inviting: Inviting,
) -> None:
    agent = inviting.agent()
    outcomes = [
        inviting.invite(agent, inviting.contact(agent, email, "US"))[0]["outcome"]
        for email in (
            "anna@example.de",
            "ann@example.co.uk",
            "eve@example.eu",
            "ivo@example.io",
            "uma@example.us",
            "ben@example.berlin", "ada@example.wien", "oleg@example.рф", "olga@example.xn--p1ai",
        )
    ]  # fmt: skip
    assert outcomes == [*["share_only"] * 3, "queued", "queued", *["share_only"] * 4]
    assert sorted(inviting.recipients()) == ["ivo@example.io", "uma@example.us"]


def test_the_agent_cannot_tell_why_an_invite_came_to_nothing(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    emails = [
        "never@example.com",
        "account@example.com",
        "gone@example.com",
        "asked@example.com",
        "stop@example.com",
    ]
    with inviting.database.connect() as db:
        make_user(db, email="account@example.com")
        db.execute(
            "insert into invite_suppressions values (app.address_hmac('gone@example.com'), 'email', 'opt_out')"
        )
        db.execute(
            "insert into notification_unsubscribes (email, reason) values ('stop@example.com', 'unsubscribed')"
        )
    inviting.invite(bob, inviting.contact(bob, "asked@example.com"))
    before = inviting.invite(ann, *[inviting.contact(ann, email) for email in emails])
    assert len({str({**each, "contact_id": 0, "invite": shape(each["invite"])}) for each in before}) == 1
    waiting = inviting.seen(ann)
    assert len({str(shape(each)) for each in waiting}) == 1
    assert sorted(inviting.recipients()) == ["asked@example.com", "never@example.com"]
    assert sorted(inviting.truth()) == [
        ("sent", None), ("sent", None), ("suppressed", "account"), ("suppressed", "limit"),
        ("suppressed", "opted_out"), ("suppressed", "unsubscribed"),
    ]  # fmt: skip
    assert inviting.seen(ann) == waiting, "nor by the moment at which something changes"
    contacts = inviting.rows("select distinct status, forget_at - now() > '179 days' from agent_contacts")
    assert contacts == [("invited", True)]


def test_who_is_invited_once_is_not_invited_again_by_the_same_agent(inviting: Inviting) -> None:
    agent = inviting.agent()
    contact = inviting.contact(agent)
    assert inviting.invite(agent, contact)[0]["outcome"] == "queued"
    assert inviting.invite(agent, contact)[0]["outcome"] == "already_invited"
    inviting.run("delete from agent_contacts")
    again = inviting.contact(agent, NEW)
    assert inviting.invite(agent, again)[0]["outcome"] == "already_invited", (
        "also as a contact that came anew"
    )
    inviting.run("update agent_invites set created_at = now() - interval '181 days'")
    assert inviting.invite(agent, again)[0]["outcome"] == "queued"


def test_twice_with_one_key_is_one_invite(inviting: Inviting) -> None:
    agent = inviting.agent()
    body = {"contact_id": str(inviting.contact(agent)), "channel": "email"}
    answers = [
        ask("POST", INVITES, user=agent, body=body, headers={"idempotency-key": "k"}) for _ in range(2)
    ]
    assert answers[0].body == answers[1].body
    assert len(inviting.truth()) == 1


def test_of_two_agents_the_first_reaches_an_address_and_the_second_does_not(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    for agent in (ann, bob):
        assert inviting.invite(agent, inviting.contact(agent, NEW))[0]["outcome"] == "queued"
    assert inviting.recipients() == [NEW]
    assert inviting.truth() == [("sent", None), ("suppressed", "limit")]


def test_what_was_withheld_from_one_agent_leaves_the_address_to_another(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    inviting.invite(ann, inviting.contact(ann, NEW))
    inviting.run("delete from agent_contacts")
    assert inviting.recipients() == []
    inviting.invite(bob, inviting.contact(bob, NEW))
    assert inviting.recipients() == [NEW]
    assert inviting.truth() == [("suppressed", "gone"), ("sent", None)]


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (f"insert into invite_suppressions values (app.address_hmac('{NEW}'), 'email', 'opt_out')", "opted_out"),
        ("insert into notification_unsubscribes (email, reason) values ('new@example.com', 'bounced')", "unsubscribed"),
        ("update invite_policies set email = 'share_only' where country = 'US'", "law"),
        ("delete from invite_policies where country = 'US'", "law"),
        ("delete from agent_contacts", "gone"),
        ("update agent_contacts set email = 'other@example.com'", "gone"),
        ("update agent_profiles set status = 'paused'", "agent"),
        ("update agent_profiles set status = 'banned'", "agent"),
        ("update auth.users set status = 'suspended'", "agent"),
        (f"insert into auth.users (email, app_metadata) values ('{NEW}', '{{}}')", "account"),
    ],
)  # fmt: skip
def test_what_holds_when_a_mail_would_go_out_decides(inviting: Inviting, meanwhile: str, reason: str) -> None:
    agent = inviting.agent()
    inviting.invite(agent, inviting.contact(agent))
    inviting.run(meanwhile)
    assert NEW not in inviting.recipients(), "an agent is told of a decision about them, and nobody else"
    assert inviting.truth() == [("suppressed", reason)]
    assert inviting.rows("select processed_at is not null from outbox where payload ? 'agent_invite_id'") == [
        (True,)
    ]


@pytest.mark.parametrize(("status", "code"), [("paused", "FORBIDDEN"), ("banned", "FORBIDDEN")])
def test_an_agent_who_is_paused_or_banned_invites_nobody(inviting: Inviting, status: str, code: str) -> None:
    agent = inviting.agent()
    contact = inviting.contact(agent)
    inviting.run("update agent_profiles set status = %s", status)
    assert inviting.refused(agent, contact) == (403, code)
    assert inviting.truth() == []


def test_contacts_of_others_and_people_who_are_no_agents_are_refused(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    contact, own = inviting.contact(ann), inviting.contact(bob)
    with inviting.database.connect() as db:
        creator, admin = make_user(db), make_user(db, "admin")
    assert inviting.refused(bob, contact) == (404, "NOT_FOUND")
    body = {"contact_ids": [str(own), str(contact)], "channel": "email"}
    assert ask("POST", INVITES, user=bob, body=body).status == 404
    assert inviting.truth() == [], "all or none"
    assert inviting.refused(creator, contact)[0] == 403
    assert inviting.refused(admin, contact)[0] == 403
    assert inviting.invite(ann, contact)[0]["outcome"] == "queued"


def test_so_many_invites_a_day_and_no_more_whatever_becomes_of_them(inviting: Inviting) -> None:
    agent, other = inviting.agent("Ann"), inviting.agent("Bob")
    inviting.run("insert into admin_settings (key, value) values ('agent_invite_daily_limit', '2')")
    contacts = [inviting.contact(agent, f"{n}@example.com") for n in range(3)]
    body = {"contact_ids": [str(each) for each in contacts], "channel": "email"}
    answer = ask("POST", INVITES, user=agent, body=body)
    assert (answer.status, answer.body["code"], answer.body["details"]) == (
        429, "TOO_MANY_INVITES", [{"most_per_day": 2}],
    )  # fmt: skip
    inviting.run(
        "insert into invite_suppressions values (app.address_hmac('0@example.com'), 'email', 'opt_out')"
    )
    assert len(inviting.invite(agent, *contacts[:2])) == 2
    assert inviting.refused(agent, contacts[2], "share")[0] == 429
    assert inviting.invite(other, inviting.contact(other, "9@example.com"))[0]["outcome"] == "queued"
    inviting.run("update agent_invites set created_at = now() - interval '25 hours'")
    assert inviting.invite(agent, contacts[2])[0]["outcome"] == "queued"


@pytest.mark.parametrize(
    "body",
    [
        {"channel": "email"}, {"contact_ids": [], "channel": "email"}, {"contact_id": "x", "channel": "email"},
        {"contact_id": str(uuid4()), "contact_ids": [str(uuid4())], "channel": "email"},
        {"contact_ids": [str(uuid4())] * 101, "channel": "email"}, {"contact_id": str(uuid4()), "channel": "post"},
        {"contact_id": str(uuid4())}, {"contact_id": str(uuid4()), "channel": "email", "message": "x" * 501},
    ],
)  # fmt: skip
def test_what_is_no_invite_is_refused(inviting: Inviting, body: object) -> None:
    agent = inviting.agent()
    assert ask("POST", INVITES, user=agent, body=body).status == 422
    assert ask("POST", INVITES, user=agent, raw_body=b"\xff\xfe").status in (400, 422)


def test_one_contact_that_is_named_twice_is_invited_once(inviting: Inviting) -> None:
    agent = inviting.agent()
    contact = inviting.contact(agent)
    assert len(inviting.invite(agent, contact, contact)) == 2  # the same row, read twice
    assert len(inviting.truth()) == 1


def test_invites_are_the_agents_and_an_administrator_sees_them_without_addresses(inviting: Inviting) -> None:
    ann, bob = inviting.agent("Ann"), inviting.agent("Bob")
    for n in range(3):
        inviting.invite(ann, inviting.contact(ann, f"{n}@example.com"))
    with inviting.database.connect() as db:
        admin = make_user(db, "admin")
    path = f"/api/v1/agents/{ann}/invites"
    page = ask("GET", path, user=ann, query={"limit": "2"})
    rest = ask("GET", path, user=ann, query={"limit": "2", "cursor": page.body["next_cursor"]})
    assert [len(page.body["data"]), len(rest.body["data"]), rest.body["next_cursor"]] == [2, 1, None]
    seen = ask("GET", path, user=admin)
    assert (seen.status, len(seen.body["data"]), "@" in str(seen.body)) == (200, 3, False)
    assert ask("GET", path, user=bob).status == 404
    assert ask("GET", f"/api/v1/agents/{uuid4()}/invites", user=admin).status == 404
    assert inviting.seen(bob) == []
    assert (len(inviting.seen(ann, status="sent")), inviting.seen(ann, status="clicked")) == (3, [])
    assert ask("GET", path, user=ann, query={"status": "suppressed"}).status == 422
