"""Agnes brings people; an administrator decides about agents."""

from tests.examples.stage import Stage


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


ACTS = (agnes_is_an_agent, an_administrator_looks_after_agents)
