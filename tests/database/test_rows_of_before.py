"""What stood in the tables before their rules: texts that nobody sees, submissions without a day, offers that stay."""

from pathlib import Path

import pytest

from tests.conftest import Database
from tests.interleaving.pairs.scene import Scene
from tests.typing import Connection

MIGRATIONS = Path("database/migrations")
UNSEEN = "\u200b\u3164"


def migrate_again(database: Database, name: str) -> None:
    """The way down and up, as the role that migrates; what stands on the table in sources is put aside."""
    (path,) = MIGRATIONS.glob(f"*_{name}.sql")
    up, _, down = path.read_text(encoding="utf-8").partition("-- migrate:down")
    for part in (down, up):
        with database.connect("app_owner", autocommit=False) as db:
            db.execute(part.encode())


def with_the_table_of_messages(database: Database) -> None:
    """As it was until conversations came."""
    (path,) = MIGRATIONS.glob("*_campaign_messages_are_conversations.sql")
    _, _, down = path.read_text(encoding="utf-8").partition("-- migrate:down")
    with database.connect("app_owner", autocommit=False) as db:
        db.execute(down.encode())


def without_rules(db: Connection) -> None:
    rules = db.execute(
        "select conrelid::regclass::text, conname from pg_constraint"
        " where contype = 'c' and conname ~ '_(is_seen|show_what_is_wrong)$'"
        " and conname <> all(array['creator_lists_name_is_seen', 'saved_searches_name_is_seen',"
        " 'rate_tiers_reason_is_seen', 'gigs_title_is_seen', 'deals_title_is_seen', 'deal_milestones_title_is_seen',"
        " 'deal_files_name_is_seen'])"
        " and conrelid::regclass::text not in ('deal_disputes', 'deal_dispute_messages', 'held_messages', 'messages',"
        " 'message_attachments', 'message_reports', 'moderation_rules', 'agent_profiles', 'agent_tiers', 'fact_types',"
        " 'fraud_groups', 'fraud_rules', 'achievements', 'user_achievements', 'reward_awards', 'reward_programs',"
        " 'reward_triggers', 'activation_staff', 'activations', 'geofences')"  # of tables that came later
    ).fetchall()
    assert len(rules) == 9
    for table, rule in rules:
        db.execute(f"alter table {table} drop constraint {rule}".encode())


def test_a_text_that_nobody_sees_says_that_it_is_empty(database: Database) -> None:
    with_the_table_of_messages(database)
    with database.connect() as db:
        scene = Scene(db)
        _, work = scene.submitted()
        without_rules(db)
        db.execute("update creator_submissions set description = %s", (UNSEEN,))
        db.execute("update campaigns set name = %s, description = %s", (UNSEEN, UNSEEN))
        db.execute("update brand_profiles set name = %s where id <> %s", (UNSEEN, scene.brand))
        before = db.execute("select count(*) from audit_logs").fetchone()
    up, _, _ = next(MIGRATIONS.glob("*_texts_that_must_be_given_are_seen.sql")).read_text(
        encoding="utf-8"
    ).partition("-- migrate:down")  # fmt: skip
    with database.connect("app_owner", autocommit=False) as migrating:
        migrating.execute(up.encode())
    with database.connect() as db:
        assert db.execute("select name, description from campaigns").fetchall() == [("[empty]", UNSEEN)]
        assert db.execute("select id, description from creator_submissions").fetchall() == [(work, "[empty]")]
        assert db.execute("select count(*) from audit_logs").fetchone() == before
        name = db.execute("select name from brand_profiles where id = %s", (scene.brand,)).fetchone()
    assert name is not None
    assert name != ("[empty]",)


@pytest.mark.parametrize(("due", "late"), [("2026-01-01", True), ("2090-01-01", False), (None, False)])
def test_a_submission_from_before_is_due_on_the_day_that_is_set_now(
    database: Database, due: str | None, late: bool
) -> None:
    with database.connect() as db:
        scene = Scene(db)
        scene.submitted()
        db.execute("update campaign_deliverables set due_date = %s", (due,))
        db.execute("drop view due_deliverables")
    migrate_again(database, "creator_submissions_are_due")
    with database.connect() as db:
        kept = db.execute("select due_date::text, is_late from creator_submissions").fetchall()
    assert kept == [(due, late)]


def test_an_offer_ends_whose_invitation_had_ended(database: Database) -> None:
    with database.connect() as db:
        scene = Scene(db)
        ended, waiting = (scene.invited()[1] for _ in range(2))
        db.execute(
            "insert into campaign_negotiations"
            " (invitation_id, campaign_id, brand_id, creator_user_id, proposed_by, amount)"
            " select id, campaign_id, brand_id, creator_user_id, creator_user_id, 1 from campaign_invitations"
        )
        db.execute("set session_replication_role = replica")
        db.execute("update campaign_invitations set status = 'expired' where id = %s", (ended,))
    migrate_again(database, "campaign_negotiations_of_before_end")
    with database.connect() as db:
        kept = db.execute("select invitation_id, status from campaign_negotiations").fetchall()
    assert sorted(kept) == sorted([(ended, "withdrawn"), (waiting, "proposed")])


def test_the_tables_are_closed_to_their_owner_again(database: Database) -> None:
    with_the_table_of_messages(database)
    with database.connect() as db:
        Scene(db).submitted()
        db.execute("drop view due_deliverables")
    migrate_again(database, "creator_submissions_are_due")
    migrate_again(database, "texts_that_must_be_given_are_seen")
    migrate_again(database, "campaign_negotiations_of_before_end")
    with database.connect("app_owner") as db:
        for table in (
            "creator_submissions", "campaign_deliverables", "campaigns", "brand_profiles", "campaign_negotiations",
        ):  # fmt: skip
            assert db.execute(f"select count(*) from {table}".encode()).fetchone() == (0,)
    with database.connect() as db:
        off = db.execute(
            "select count(*) from pg_trigger where not tgisinternal and tgenabled = 'D'"
        ).fetchone()
    assert off == (0,)
