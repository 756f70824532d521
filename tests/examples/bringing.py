"""Agnes brings people; an administrator decides about agents."""

from urllib.parse import urlsplit

import httpx

from tests.examples.stage import Stage

INGA = "inga.berg@example.org"
FILE = b"Name;E-Mail;Mobile\nOle Vik;ole.vik@example.org;0171 2345678\nSomebody;;\n"


def agnes_is_an_agent(stage: Stage) -> None:
    """She says how she is seen, and looks at where she stands."""
    stage.join("agnes", "agent", "Agnes Agent")
    stage.ids["agent_id"] = stage.ids["agnes"]
    stage.call("changeOwnAgent", "agnes", {"slug": "agnes", "leaderboard_name": True})
    stage.call("readOwnAgent", "agnes")
    stage.call("listAgentTiers", "agnes")
    yesterday = stage.day(-1)
    stage.change(
        "insert into agent_metrics (agent_user_id, day, clicks, signups, active, deals) values (%s, %s, 40, 3, 2, 1)",
        stage.ids["agnes"], yesterday,
    )  # fmt: skip
    stage.change(
        "insert into agent_money_metrics (agent_user_id, day, currency, gmv, commission) values (%s, %s, 'usd',"
        " 110000, 10000)",
        stage.ids["agnes"], yesterday,
    )  # fmt: skip
    stage.change("select app.rank_agents(%s)", yesterday)
    stage.call("readAgentPerformance", "agnes", query={"from": yesterday, "to": yesterday})
    stage.call("readLeaderboard", "agnes", query={"period": "all", "metric": "commission"})


def an_administrator_looks_after_agents(stage: Stage) -> None:
    """Finds one, gives her terms of her own, and changes a tier."""
    stage.call("listAgents", "admin", query={"search": "agnes", "status": "active"})
    stage.call("readAgent", "admin")
    stage.call("changeAgent", "admin", {"share_override_bp": 9000, "commission_months_override": 24})
    stage.call("changeAgentTier", "admin", {"perks": ["A call with us every month"]}, tier="gold")


def agnes_gives_codes(stage: Stage) -> None:
    """One of her own choice. Lena had forgotten to type it, and says it later."""
    draft = {"code": "AGNES-TEA", "label": "Newsletter", "max_uses": 500}
    stage.ids["code_id"] = stage.call("createReferralCode", "agnes", draft)["id"]
    stage.call("changeReferralCode", "agnes", {"label": "Newsletter of May"})
    stage.call("listReferralCodes", "agnes")
    stage.call("claimReferral", "lena", {"code": "agnes tea"})


def agnes_shares_in_a_fee(stage: Stage) -> None:
    """Nora pays Lena, within an hour after both have joined: an administrator looks at it first."""
    offer = {
        "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["lena"], "title": "A cup",
        "milestones": [{"title": "A picture", "price": 500}],
    }  # fmt: skip
    deal = stage.call("offerDeal", "nora", offer)["id"]
    [milestone] = stage.call("acceptDeal", "lena", deal_id=deal)["milestones"]
    work = {"kind": "text", "note": "It is blue."}
    stage.call("submitWork", "lena", work, escrow_id=milestone["escrow"]["id"])
    stage.call("releaseEscrow", "nora", escrow_id=milestone["escrow"]["id"])
    found = stage.call("listFraudGroups", "admin", query={"status": "pending"})["data"]
    stage.ids["fraud_group_id"] = found[0]["id"]
    stage.call("readFraudGroup", "admin")
    stage.call(
        "resolveFraudGroup",
        "admin",
        {"resolution": "dismiss", "reason": "They have known each other for years."},
    )
    stage.call("listReferrals", "agnes")
    stage.call("listCommissions", "agnes")
    stage.call("downloadCommissions", "agnes")
    stage.call("readCommissionResult", "admin")
    stage.call("listNegativeBalances", "admin")


def frida_was_brought_too(stage: Stage) -> None:
    """She never knew the code. (Afterwards: those who came in one month are listed in no order.)"""
    moved = {"agent_user_id": stage.ids["agnes"], "reason": "Frida says that Agnes told her of us."}
    stage.call("changeReferral", "admin", moved, user_id=stage.ids["frida"])


def agnes_brings_her_contacts(stage: Stage) -> None:
    """By hand and by a file; one of them goes again."""
    contact = {"name": "Inga Berg", "email": INGA, "country": "US", "lawful_basis": "consent"}
    stage.ids["contact_id"] = stage.call("addAgentContact", "agnes", contact)["id"]
    form = stage.call("announceContactFile", "agnes", {"kind": "csv", "size_bytes": len(FILE)})
    upload = form["upload"]
    httpx.post(upload["url"], data=upload["fields"], files={"file": FILE}).raise_for_status()
    draft = {
        "file": form["id"],
        "kind": "csv",
        "lawful_basis": "consent",
        "declaration_version": "1",
        "country": "DE",
    }
    stage.ids["import_id"] = stage.call("importContacts", "agnes", draft)["id"]
    stage.wait_for("end of the import", lambda: stage.ask("readContactImport", "agnes")["status"] == "done")
    stage.call("readContactImport", "agnes")
    stage.call("listContactImports", "agnes")
    contacts = stage.call("listAgentContacts", "agnes")["data"]
    stage.call("countAgentContacts", "agnes")
    stage.call("downloadAgentContacts", "agnes")
    stage.call("deleteAgentContact", "agnes", contact_id=contacts[0]["id"])
    stage.call("readShareText", "agnes")


def agnes_invites_inga(stage: Stage) -> None:
    """By a mail, and once more a week later; Inga looks at it, and wants no more of them."""
    invite = {"contact_id": stage.ids["contact_id"], "channel": "email", "message": "Come and see my tea."}
    [made] = stage.call("inviteContacts", "agnes", invite)["data"]
    stage.ids["token"] = _token_of(stage.mail_to(INGA, "/invites/")["text"])
    stage.call("checkInviteLink")
    stage.call("openInvite")
    stage.change(
        "update agent_invites set created_at = created_at - interval '8 days' where id = %s",
        made["invite"]["id"],
    )
    stage.call("sendReminder", "agnes", {"message": "Only this once."}, invite_id=made["invite"]["id"])
    stage.call("listAgentInvites", "agnes")
    stage.call("checkOptOutLink")
    stage.call("showOptOutPage")
    stage.call("endInvites")


def _token_of(text: str) -> str:
    link = next(word for word in text.split() if "/invites/" in word)
    return urlsplit(link).path.split("/")[2]


def an_administrator_keeps_the_rules(stage: Stage) -> None:
    """Of what is looked for, and of where invites may be sent."""
    stage.call("listFraudRules", "admin")
    stage.call("changeFraudRule", "admin", {"severity": "high"}, rule_key="velocity")
    policy = {
        "email": "one_message",
        "note": "Unsolicited Electronic Messages Act 2007: says whom it is from.",
    }
    stage.call("putInvitePolicy", "admin", policy, country="NZ")
    stage.call("listInvitePolicies", "admin")
    stage.call("deleteInvitePolicy", "admin", country="NZ")


ACTS = (
    agnes_is_an_agent,
    agnes_gives_codes,
    agnes_shares_in_a_fee,
    frida_was_brought_too,
    agnes_brings_her_contacts,
    agnes_invites_inga,
    an_administrator_looks_after_agents,
    an_administrator_keeps_the_rules,
)
