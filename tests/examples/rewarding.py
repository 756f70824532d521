"""Nora rewards who films tea three times, and Tom does; the platform's badge for it is shown to everybody."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import jwt

from tests.examples.stage import Stage

STARTER_SET = "0193b6f0-0000-7000-8000-0000000000ac"
BADGE = "tea-series"
FILMS = {
    "on": "deal.released", "who": "creator", "levels": [3],
    "where": [{"field": "price", "op": "gte", "value": 1_500}, {"field": "currency", "op": "eq", "value": "usd"}],
}  # fmt: skip


def rewards_wait(stage: Stage) -> None:
    """Until the acts below the platform grants nothing, as a worker would at a time of its own."""
    for program in stage.ask("listRewardPrograms", "admin", query={"status": "active"})["data"]:
        if program["brand_id"] is None:
            stage.ask("pauseRewardProgram", "admin", program_id=program["id"])


def nora_funds_a_program(stage: Stage) -> None:
    """Money of her wallet, for people who work with her again and again."""
    draft = {
        "brand_id": stage.ids["brand_id"],
        "name": "Three films of tea",
        "currency": "usd",
        "claim_days": 60,
    }
    stage.ids["program_id"] = stage.call("createRewardProgram", "nora", draft)["id"]
    stage.call("changeRewardProgram", "nora", {"terms_url": "https://fjord-tea.example.com/rewards"})
    stage.call("fundRewardProgram", "nora", {"amount": 6_000})
    stage.call("activateRewardProgram", "nora")


def nora_says_what_is_rewarded(stage: Stage) -> None:
    """The third film; whether her words say so she tries with a film that there is not, and with those there were."""
    stage.call("listFactTypes", "nora")
    draft = {
        "program_id": stage.ids["program_id"], "key": "third-film", "name": "A third film", "definition": FILMS,
        "reward": {"kind": "money", "amount": 2_000, "currency": "usd"},
    }  # fmt: skip
    stage.ids["trigger_id"] = stage.call("createRewardTrigger", "nora", draft)["id"]
    money = {"kind": "money", "amount": 2_500, "currency": "usd"}
    stage.call("changeRewardTrigger", "nora", {"reward": money})
    film = {"role": "creator", "brand_id": stage.ids["brand_id"], "price": 1_000, "currency": "usd"}
    stage.call("tryRewardTrigger", "nora", {"fact": {"type": "deal.released", "data": film}})
    stage.call("simulateRewardTrigger", "nora", {"version": 1})
    stage.call("makeRewardTriggerLive", "nora", {"version": 1, "carry_counters": False})
    stage.call("pauseRewardTrigger", "nora")
    stage.call("resumeRewardTrigger", "nora")
    stage.call("readRewardTrigger", "nora")
    stage.call("listRewardTriggers", "nora", query={"program_id": stage.ids["program_id"]})
    stage.call("backfillRewardTrigger", "nora")
    stage.run_job("reward-backfills")
    stage.call("readRewardTriggerBackfill", "nora")


def an_administrator_makes_a_badge(stage: Stage) -> None:
    """Of the platform, for the same films, in a program without money."""
    badge = {
        "key": BADGE, "name": "A series of tea", "description": "Has filmed tea three times.",
        "criteria": "Was paid for three films.", "image_key": "deal-maker", "audience": "creator",
    }  # fmt: skip
    stage.ids["achievement_key"] = stage.call("createAchievementDefinition", "admin", badge)["key"]
    german = {
        "name": "Eine Serie Tee", "description": "Hat dreimal Tee gefilmt.",
        "criteria": "Wurde für drei Filme bezahlt.",
    }  # fmt: skip
    stage.call("changeAchievementDefinition", "admin", {"points": 50, "translations": {"de": german}})
    stage.call("readAchievementDefinition", "admin")
    stage.call("listAchievementDefinitions", "admin")
    program = stage.call("createRewardProgram", "admin", {"name": "Badges for films"})["id"]
    draft = {
        "program_id": program, "key": BADGE, "name": "A series of tea", "definition": FILMS, "auto_claim": True,
        "reward": {"kind": "badge", "achievement": BADGE},
    }  # fmt: skip
    trigger = stage.call("createRewardTrigger", "admin", draft)["id"]
    going = {"version": 1, "carry_counters": False}
    stage.call("makeRewardTriggerLive", "admin", going, trigger_id=trigger)
    stage.call("activateRewardProgram", "admin", program_id=program)


def tom_films_three_times(stage: Stage) -> None:
    """Each film is a deal that Nora pays."""
    for number in ("first", "second", "third"):
        offer = {
            "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["tom"], "title": f"The {number} film",
            "milestones": [{"title": "A film", "price": 1_500}],
        }  # fmt: skip
        deal = stage.call("offerDeal", "nora", offer)["id"]
        [milestone] = stage.call("acceptDeal", "tom", deal_id=deal)["milestones"]
        film: dict[str, Any] = {"escrow_id": milestone["escrow"]["id"]}
        stage.call("submitWork", "tom", {"kind": "text", "note": f"The {number} one."}, **film)
        stage.call("releaseEscrow", "nora", **film)
    stage.wait_for("badge", lambda: _badge_of(stage))


def tom_takes_his_reward(stage: Stage) -> None:
    """Money that he claims, and a badge that was his at once."""
    rewards = stage.call("listRewards", "tom", query={"status": "granted"})["data"]
    stage.ids["reward_id"] = stage.ids["award_id"] = rewards[0]["id"]
    stage.call("readReward", "tom")
    stage.call("claimReward", "tom")
    stage.call("listRewardAwards", "nora", query={"program_id": stage.ids["program_id"]})
    stage.call("readRewardProgram", "nora")


def tom_shows_his_badge(stage: Stage) -> None:
    """To everybody, people and programs; one of these verifies it."""
    stage.run_job("badges-sweep")
    stage.ask("activateRewardProgram", "admin", program_id=STARTER_SET)
    stage.call("listOwnAchievements", "tom")
    stage.call("publishAchievement", "tom", {"level": 1})
    stage.ids["badge_id"] = _badge_of(stage)
    for operation in (
        "showBadge", "checkBadge", "checkCredential", "downloadBadgePicture", "checkBadgePicture",
        "showBadgeAchievement", "checkBadgeAchievement", "downloadAchievementPicture", "checkAchievementPicture",
        "showDidDocument", "checkDidDocument",
    ):  # fmt: skip
        stage.call(operation)
    for operation in ("showIssuer", "checkIssuer", "listIssuerKeys", "checkIssuerKeys"):
        stage.call(operation, issuer_id="platform")
    token = stage.call("downloadCredential")
    place = jwt.decode(token, options={"verify_signature": False})["credentialStatus"]["statusListCredential"]
    stage.ids["status_list_id"] = urlsplit(place).path.rpartition("/")[2]
    stage.call("showStatusList")
    stage.call("checkStatusList")
    stage.call("withdrawAchievement", "tom")


def tom_is_seen_on_a_board(stage: Stage) -> None:
    """By his name, from the next morning on."""
    stage.call("changeLeaderboardParticipation", "tom", {"named": True})
    stage.run_job("leaderboards", datetime.now(UTC) + timedelta(days=1))
    stage.call("readRewardLeaderboard", "tom", leaderboard_key="points")


def it_ends(stage: Stage) -> None:
    """A reward is taken back; the program ends, and what is left is in Nora's wallet again."""
    stage.call("revokeRewardAward", "admin", {"reason": "Two of the films are one film."})
    stage.call("endRewardTrigger", "nora")
    stage.call("pauseRewardProgram", "nora")
    stage.call("listRewardPrograms", "nora")
    stage.call("endRewardProgram", "nora")


def _badge_of(stage: Stage) -> str | None:
    """The id of Tom's badge, once it is granted."""
    found = stage.ask("listOwnAchievements", "tom")["data"]
    [url] = [one["levels"][0]["badge_url"] for one in found if one["key"] == BADGE]
    return urlsplit(url).path.rpartition("/")[2] if url else None


BEFORE = (rewards_wait,)
ACTS = (
    nora_funds_a_program,
    nora_says_what_is_rewarded,
    an_administrator_makes_a_badge,
    tom_films_three_times,
    tom_takes_his_reward,
    tom_shows_his_badge,
    tom_is_seen_on_a_board,
    it_ends,
)
