"""Agnes brings people and has a part of what they pay us; administrators decide about agents."""

from datetime import UTC, datetime, timedelta

from tests.examples.money import AFTER_THE_HOLD
from tests.examples.stage import Stage

CODE = "AGNES-TEA"


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


def agnes_brings_lena(stage: Stage) -> None:
    """A code of her own choice, of which Lena thinks after she has signed up."""
    made = stage.call("createReferralCode", "agnes", {"code": CODE, "label": "Tea fair", "max_uses": 500})
    stage.call("changeReferralCode", "agnes", {"campaign": "Autumn"}, code_id=made["id"])
    stage.call("claimReferral", "lena", {"code": "agnes tea"})
    stage.call("listReferralCodes", "agnes")


def agnes_earns_by_lena(stage: Stage) -> None:
    """Of the fee of Lena's next deal. It was done so fast that a person looks first."""
    offer = {
        "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["lena"], "title": "Tea for two",
        "milestones": [{"title": "A film", "price": 20_000}],
    }  # fmt: skip
    stage.ids["deal_id"] = stage.call("offerDeal", "nora", offer)["id"]
    stage.ids["escrow_id"] = stage.call("acceptDeal", "lena")["milestones"][0]["escrow"]["id"]
    stage.call("submitWork", "lena", {"kind": "text", "note": "Two cups."})
    stage.call("releaseEscrow", "nora")
    stage.call("listCommissions", "agnes", query={"currency": "usd"})
    stage.call("downloadCommissions", "agnes")
    stage.call("listReferrals", "agnes")
    stage.call("readCommissionResult", "admin")


def an_administrator_looks_what_was_so_fast(stage: Stage) -> None:
    """Nothing is wrong with it; of that rule there are to be fewer hits."""
    found = stage.call("listFraudGroups", "admin", query={"status": "pending", "rule": "instant_deal"})[
        "data"
    ]
    stage.ids["fraud_group_id"] = found[0]["id"]
    stage.call("readFraudGroup", "admin")
    verdict = {"resolution": "dismiss", "reason": "They have known each other for years."}
    stage.call("resolveFraudGroup", "admin", verdict)
    stage.call("listFraudRules", "admin")
    stage.call("changeFraudRule", "admin", {"config": {"minutes": 30}}, rule_key="instant_deal")


def agnes_owes_what_was_paid(stage: Stage) -> None:
    """She is paid, and then Lena's work is taken back."""
    stage.call("startOnboarding", "agnes", {"country": "DE"})
    stage.call("readConnectStatus", "agnes")
    paid_on = datetime.now(UTC) + AFTER_THE_HOLD + timedelta(hours=1)
    stage.run_job("commissions-available", paid_on)
    stage.run_job("payouts", paid_on)
    earning = stage.call("listEarnings", "lena")["data"][0]["id"]
    claw = {"amount": 10_000, "reason": "The second cup was missing."}
    stage.call("clawBackEarning", "admin", claw, earning_id=earning)
    stage.call("listNegativeBalances", "admin", query={"days": 0})


def an_administrator_looks_after_agents(stage: Stage) -> None:
    """Finds one, gives her terms of her own, changes a tier, and says that another agent brought Lena."""
    stage.call("listAgents", "admin", query={"search": "agnes", "status": "active"})
    stage.call("readAgent", "admin")
    stage.call("changeAgent", "admin", {"share_override_bp": 9000, "commission_months_override": 24})
    stage.call("changeAgentTier", "admin", {"perks": ["A call with us every month"]}, tier="gold")
    stage.join("boris", "agent", "Boris Agent")
    other = {"agent_user_id": stage.ids["boris"], "reason": "Lena mixed up two codes."}
    stage.call("changeReferral", "admin", other, user_id=stage.ids["lena"])


ACTS = (
    agnes_is_an_agent,
    agnes_brings_lena,
    agnes_earns_by_lena,
    an_administrator_looks_what_was_so_fast,
    agnes_owes_what_was_paid,
    an_administrator_looks_after_agents,
)
