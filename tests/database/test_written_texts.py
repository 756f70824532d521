"""What is seen is one thing in SQL and in Python, and each text that must be given holds some of it."""

from unicodedata import category

import pytest

from common.models.texts import is_written
from tests.conftest import Database

SURROGATES = range(0xD800, 0xE000)


def test_the_database_sees_what_python_sees(shared_database: Database) -> None:
    """Every character that is unseen by its category, both sides of each edge, and the plane that most texts are of."""
    unseen = [c for c in range(1, 0x110000) if c not in SURROGATES and not is_written(chr(c))]
    beside = {c + step for c in unseen for step in (-1, 1)} - {0}
    asked = sorted({*unseen, *beside, *range(1, 0x3100)} - {*SURROGATES})
    assert len(unseen) > 4_000
    with shared_database.connect() as db:
        rows = db.execute(
            "select c from unnest(%s::integer[]) as c where not app.is_written(chr(c))", (asked,)
        ).fetchall()
    assert sorted(row[0] for row in rows) == unseen
    assert all(category(chr(c)) != "Cs" for c in unseen)


@pytest.mark.parametrize(
    ("said", "written"), [("", False), ("\u200b\u3164 \n", False), ("\u200bx", True), ("👍", True)], ids=ascii
)
def test_one_character_that_is_seen_is_enough(shared_database: Database, said: str, written: bool) -> None:
    with shared_database.connect() as db:
        assert db.execute("select app.is_written(%s)", (said,)).fetchone() == (written,)
    assert is_written(said) is written


def test_each_text_that_must_be_given_is_held_to_it(shared_database: Database) -> None:
    with shared_database.connect() as db:
        held = db.execute(
            "select conrelid::regclass::text from pg_constraint where contype = 'c' and convalidated"
            " and pg_get_constraintdef(oid) like '%app.is_written(%' order by 1"
        ).fetchall()
    assert [row[0] for row in held] == [
        *3 * ["achievements"], "activation_staff", "activations", "agent_profiles", "agent_tiers",
        "brand_profiles", "campaign_assets",
        "campaign_cta_links", "campaigns", "creator_lists", "creator_submissions",
        "deal_dispute_messages", *4 * ["deal_disputes"], "deal_files",
        "deal_milestones", "deal_submissions", "deals", "fact_types", "fraud_groups", "fraud_rules",
        "geofences", "gigs", "held_messages",
        "media_value_rates", "message_attachments", "message_reports", *2 * ["messages"], *2 * ["moderation_rules"],
        "rate_tiers", "reward_awards", "reward_programs", "reward_triggers", "saved_searches", "submission_reviews",
        "survey_questions", "surveys", "user_achievements",
    ]  # fmt: skip
