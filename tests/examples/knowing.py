"""Agnes brings the addresses of people whom she knows, and invites them."""

from typing import Any

import httpx

from tests.examples.stage import Stage

PAULA = "paula@example.org"
PEOPLE = (
    b"Name;E-Mail;Mobile;Country\r\n"
    b"Quentin Tea;quentin@example.org;+1 202 555 0143;US\r\n"
    b"Rosa Milk;rosa@example.org;0151 23456789;DE\r\n"
    b"Nobody;no address;;DE\r\n"
)


def agnes_knows_people(stage: Stage) -> None:
    """One by one, and as a file of a spreadsheet, which a worker reads."""
    paula = {"name": "Paula Cup", "email": PAULA, "country": "US", "lawful_basis": "personal_acquaintance"}
    stage.ids["contact_id"] = stage.call("addAgentContact", "agnes", paula)["id"]
    announced = stage.call("announceContactFile", "agnes", {"kind": "csv", "size_bytes": len(PEOPLE)})
    form = announced["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": ("people.csv", PEOPLE)}).raise_for_status()
    draft = {
        "file": announced["id"], "kind": "csv", "lawful_basis": "consent", "declaration_version": "2026-06",
        "country": "DE",
    }  # fmt: skip
    stage.ids["import_id"] = stage.call("importContacts", "agnes", draft)["id"]

    def is_read() -> bool:
        return bool(stage.ask("readContactImport", "agnes")["status"] == "done")

    stage.wait_for("file that was read", is_read)
    stage.call("readContactImport", "agnes")
    stage.call("listContactImports", "agnes")
    stage.call("listAgentContacts", "agnes", query={"status": "new"})
    stage.call("downloadAgentContacts", "agnes")
    stage.call("countAgentContacts", "agnes")


def agnes_invites_people(stage: Stage) -> None:
    """We write to Paula; to Rosa, in Germany, Agnes writes herself. A week later Paula is reminded."""
    words = {"channel": "email", "message": "You would like it here."}
    (paula,) = stage.call("inviteContacts", "agnes", words | {"contact_ids": [stage.ids["contact_id"]]})[
        "data"
    ]
    rosa = _contact(stage, "rosa")
    stage.call("inviteContacts", "agnes", words | {"contact_id": rosa})
    stage.call("readShareText", "agnes", contact_id=rosa)
    token = _token_of(stage.mail_to(PAULA, "/invites/"))
    stage.call("checkInviteLink", token=token)
    stage.call("openInvite", token=token)
    stage.call("listAgentInvites", "agnes")
    stage.change(
        "update agent_invites set sent_at = sent_at - interval '8 days', created_at = created_at - interval '8 days'"
    )
    stage.call(
        "sendReminder", "agnes", {"message": "Are you still looking?"}, invite_id=paula["invite"]["id"]
    )


def paula_wants_no_more(stage: Stage) -> None:
    """Nobody invites her again; Agnes forgets another."""
    token = _token_of(stage.mail_to(PAULA, "/invites/"))
    stage.call("checkOptOutLink", token=token)
    stage.call("showOptOutPage", token=token)
    stage.call("endInvites", token=token)
    stage.call("deleteAgentContact", "agnes", contact_id=_contact(stage, "quentin"))


def an_administrator_knows_the_law(stage: Stage) -> None:
    """Where we may write, and where nobody has looked yet."""
    stage.call("listInvitePolicies", "admin")
    policy = {"email": "one_message", "note": "One message, which names the agent."}
    stage.call("putInvitePolicy", "admin", policy, country="MX")
    stage.call("deleteInvitePolicy", "admin", country="MX")


def _contact(stage: Stage, search: str) -> str:
    (found,) = stage.ask("listAgentContacts", "agnes", query={"search": search})["data"]
    return str(found["id"])


def _token_of(mail: dict[str, Any]) -> str:
    link: str = next(word for word in mail["text"].split() if "/invites/" in word)
    return link.partition("/invites/")[2].partition("/")[0]


ACTS = (agnes_knows_people, agnes_invites_people, paula_wants_no_more, an_administrator_knows_the_law)
