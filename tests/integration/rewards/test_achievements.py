"""What people have achieved, how far they are with the rest, and which of it others may see."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.actors import Person
from tests.factories.agents import make_agent
from tests.factories.people import brand_of, make_member, make_user
from tests.factories.rewards import (
    make_achievement,
    make_program,
    make_trigger,
    start_achievements,
    unlock,
)
from tests.integration.rewards.achieving import MINE, NOW, deal, do, level, shown
from tests.integration.rewards.asking import ask
from tests.typing import Connection


@pytest.fixture
def db(db: Connection) -> Connection:
    """The superuser, bound by no policy; the starter set counts."""
    start_achievements(db)
    return db


@pytest.fixture
def creator(db: Connection) -> Person:
    return Person(make_user(db), ask)


def test_each_role_has_its_own_and_everybodys(db: Connection, creator: Person) -> None:
    owner, agent = make_user(db, "brand"), make_agent(db)
    member = make_member(db, brand_of(db, owner), "analyst")
    admin = make_user(db, "admin")
    seen = {
        who: {each["audience"] for each in Person(person, ask).get(MINE)["data"]}
        for who, person in {
            "creator": creator.id, "owner": owner, "member": member, "agent": agent, "admin": admin,
        }.items()
    }  # fmt: skip
    assert seen == {
        "creator": {"everybody", "creator"}, "owner": {"everybody", "brand"},
        "member": {"everybody", "brand", "creator"}, "agent": {"everybody", "agent"},
        "admin": {"everybody", "creator"},
    }  # fmt: skip
    assert len(creator.get(MINE)["data"]) == 12


def test_progress_says_how_far_it_is_and_what_counted(db: Connection, creator: Person) -> None:
    for number in range(3):
        deal(db, creator, number, platform="tiktok")
    levels = {each["level"]: each for each in shown(creator)["deal-maker"]["levels"]}
    assert list(levels) == [5, 25, 100]
    nearest = levels[5]["progress"]
    assert (nearest["value"], nearest["target"], nearest["remaining"], nearest["window"]) == (
        3,
        5,
        2,
        "lifetime",
    )
    assert [(fact["type"], fact["data"]) for fact in nearest["counted"]] == [
        ("deal.released", {"price": 1_000 + number, "currency": "eur", "platform": "tiktok"})
        for number in (2, 1, 0)
    ]
    assert [datetime.fromisoformat(fact["at"]) for fact in nearest["counted"]] == sorted(
        (datetime.fromisoformat(fact["at"]) for fact in nearest["counted"]), reverse=True
    )
    assert (levels[25]["progress"]["value"], levels[25]["progress"]["remaining"]) == (3, 22)
    assert levels[25]["progress"]["counted"] is None, "said once for an achievement"


def test_what_is_reached_is_unlocked_with_its_date_and_its_page(db: Connection, creator: Person) -> None:
    assert level(creator, "first-deal")["progress"]["counted"] == []
    deal(db, creator, 1)
    unlocked = level(creator, "first-deal")
    assert (unlocked["progress"], unlocked["published_at"], unlocked["revoked_at"]) == (None, None, None)
    assert NOW - timedelta(minutes=5) < datetime.fromisoformat(unlocked["unlocked_at"])
    credential = db.execute("select id from badge_credentials where user_id = %s", (creator.id,)).fetchone()
    assert credential is not None
    assert unlocked["badge_url"] == f"https://api.example.org/badges/{credential[0]}"
    assert shown(creator)["first-deal"]["picture_url"] == (
        "https://api.example.org/badge-achievements/first-deal/picture.svg"
    )
    assert db.execute(
        "select points from point_balances where user_id = %s and program_id = app.achievement_program()",
        (creator.id,),
    ).fetchall() == [(20,)]


def test_what_is_told_names_the_achievement_and_not_its_trigger(db: Connection, creator: Person) -> None:
    make_achievement(db, "talker", name="Talker", levels=[1, 3])
    for reached in (1, 3):
        make_trigger(
            db, make_program(db), on="survey.answered", key="told", name="Campaign of the autumn",
            reward={"kind": "badge", "achievement": "talker", "level": reached}, auto_claim=True,
            definition={"levels": [reached]},
        )  # fmt: skip
    db.execute("update achievements set retired_at = now() where key = 'survey-voice'")
    db.execute("update reward_triggers set status = 'retired' where key like 'survey-voice-%'")
    for number in range(3):
        do(db, creator, "survey.answered", reference=str(number), role="creator")
    assert db.execute(
        "select type, message from notifications where user_id = %s and category = 'rewards' order by id",
        (creator.id,),
    ).fetchall() == [("achievement_unlocked", "Talker 1"), ("achievement_unlocked", "Talker 3")]


def test_a_deed_that_was_taken_back_does_not_count_and_its_badge_is_revoked(
    db: Connection, creator: Person
) -> None:
    deal(db, creator, 1)
    deal(db, creator, 2)
    for number in (2, 1):
        deed: dict[str, Any] = {"role": "creator", "price": 1_000 + number, "currency": "eur"}
        do(db, creator, "deal.released.reversed", reference=str(number), **deed)
    lost = level(creator, "first-deal")
    assert (lost["unlocked_at"], lost["badge_url"], lost["progress"]["value"]) == (None, None, 0)
    assert lost["revoked_at"]
    assert lost["revoked_reason"]
    assert lost["progress"]["counted"] == []


def test_other_brands_and_big_deals_are_counted_by_what_they_ask(db: Connection, creator: Person) -> None:
    for number, brand in enumerate(("one", "two", "one")):
        deal(db, creator, number, brand_id=brand)
    do(db, creator, role="creator", price=99_999, currency="eur", reference="small")
    do(db, creator, role="creator", price=100_000, currency="jpy", reference="yen")
    assert level(creator, "many-brands", 3)["progress"]["value"] == 2
    assert level(creator, "big-deal")["progress"] == {
        "value": 0, "target": 1, "remaining": 1, "window": "lifetime", "counted": [],
    }  # fmt: skip
    do(db, creator, role="creator", price=100_000, currency="usd", reference="large")
    assert level(creator, "big-deal")["unlocked_at"]


def test_a_month_that_is_over_is_not_shown(db: Connection, creator: Person) -> None:
    last_month = NOW.replace(day=1) - timedelta(days=3)
    for number in range(4):
        do(db, creator, at=last_month, reference=f"old-{number}", role="creator", price=1, currency="eur")
    assert level(creator, "busy-month", 5)["progress"]["value"] == 0
    assert level(creator, "busy-month", 5)["progress"]["counted"] == []
    do(db, creator, reference="new", role="creator", price=2, currency="eur")
    progress = level(creator, "busy-month", 5)["progress"]
    assert (progress["value"], progress["window"], len(progress["counted"])) == (1, "month", 1)


def test_a_rolling_window_counts_its_days_and_a_campaign_the_best_one(
    db: Connection, creator: Person
) -> None:
    program = make_program(db)
    for key, window in (("seven-days", "rolling:7d"), ("in-one", "campaign")):
        make_achievement(db, key)
        make_trigger(
            db, program, on="survey.answered", key=key, reward={"kind": "badge", "achievement": key},
            definition={"window": window, "levels": [9]},
        )  # fmt: skip
    for days, campaign in ((8, "a"), (5, "b"), (3, "b"), (0, "c")):
        at = NOW - timedelta(days=days)
        do(db, creator, "survey.answered", at=at, reference=str(days), campaign_id=campaign, role="creator")
    rolling, best = (level(creator, key)["progress"] for key in ("seven-days", "in-one"))
    assert (rolling["value"], rolling["remaining"], len(rolling["counted"])) == (3, 6, 3)
    assert (best["value"], [fact["data"]["campaign_id"] for fact in best["counted"]]) == (2, ["b", "b"])


def test_twenty_deeds_at_most_are_named(db: Connection, creator: Person) -> None:
    for number in range(22):
        do(
            db,
            creator,
            "survey.answered",
            reference=str(number),
            at=NOW - timedelta(minutes=number),
            role="creator",
        )
    progress = level(creator, "survey-voice", 50)["progress"]
    assert (progress["value"], len(progress["counted"])) == (22, 20)


def test_nobody_sees_what_others_do(db: Connection, creator: Person) -> None:
    deal(db, creator, 1)
    other = Person(make_user(db), ask)
    first = level(other, "first-deal")
    assert (first["unlocked_at"], first["progress"]["value"], first["progress"]["counted"]) == (None, 0, [])


def test_a_brands_deal_counts_for_its_owner_and_not_for_the_other_members(db: Connection) -> None:
    owner = Person(make_user(db, "brand"), ask)
    member = Person(make_member(db, brand_of(db, owner.id), "campaign_manager"), ask)
    deal(db, owner, 1, role="brand")
    assert level(owner, "brand-first-deal")["unlocked_at"]
    assert level(owner, "brand-deals", 10)["progress"]["value"] == 1
    assert level(member, "brand-first-deal")["progress"]["value"] == 0


def test_an_agents_active_referrals_count(db: Connection) -> None:
    agent = Person(make_agent(db), ask)
    for number in range(2):
        do(db, agent, "referral.active", reference=str(number), role="agent")
    assert level(agent, "first-referral")["unlocked_at"]
    assert level(agent, "network", 10)["progress"]["value"] == 2


def test_a_hidden_one_is_shown_to_who_has_it(db: Connection, creator: Person) -> None:
    make_achievement(db, "secret", hidden=True)
    assert "secret" not in shown(creator)
    unlock(db, creator.id, "secret")
    assert shown(creator)["secret"]["hidden"] is True
    assert "secret" not in shown(Person(make_user(db), ask))


def test_a_retired_one_is_shown_to_who_has_it_and_goes_no_further(db: Connection, creator: Person) -> None:
    other = Person(make_user(db), ask)
    unlock(db, creator.id, "survey-voice")
    db.execute("update achievements set retired_at = now() where key = 'survey-voice'")
    assert "survey-voice" not in shown(other)
    assert [each["progress"] for each in shown(creator)["survey-voice"]["levels"]] == [None, None, None]
    do(db, other, "survey.answered", role="creator")
    assert "survey-voice" not in shown(other), "its trigger grants what nobody can earn any more"


def test_without_a_trigger_that_counts_there_is_no_progress(db: Connection, creator: Person) -> None:
    make_achievement(db, "by-hand")
    assert level(creator, "by-hand")["progress"] is None
    db.execute(
        "update reward_programs set status = 'paused', paused_reason = 'asked' where id = app.achievement_program()"
    )
    assert level(creator, "first-deal")["progress"] is None


@pytest.mark.parametrize(
    ("asked", "language", "name"),
    [
        ("de", "de", "Erster Deal"),
        ("de-CH, en;q=0.8", "de", "Erster Deal"),
        ("en;q=0.8, DE;q=0.9", "de", "Erster Deal"),
        ("en, de", "en", "First deal"),
        ("fr, de;q=0.5", "de", "Erster Deal"),
        ("tlh", "en", "First deal"),
        ("*", "en", "First deal"),
        ("de;q=0", "en", "First deal"),
        ("de;q=nonsense", "en", "First deal"),
        ("de;q=nan", "en", "First deal"),
        (",;;q==,", "en", "First deal"),
        ("x" * 5_000, "en", "First deal"),
        ("", "en", "First deal"),
    ],
)
def test_words_come_in_the_language_that_is_asked_for(
    creator: Person, asked: str, language: str, name: str
) -> None:
    answer = ask("GET", f"/api/v1{MINE}", user=creator.id, headers={"accept-language": asked})
    first = next(each for each in answer.body["data"] if each["key"] == "first-deal")
    assert (first["language"], first["name"]) == (language, name)
