"""Campaigns from before the rule: what somebody without the permission `money` began has a budget, too."""

from pathlib import Path
from uuid import UUID

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_member, make_user
from tests.interleaving.pairs.scene import Scene

MIGRATION = Path("database/migrations/20261204005200_campaigns_of_managers_get_a_lid.sql")


def migrate(database: Database) -> None:
    """The way up, once more: as the role that migrates, in a transaction."""
    up = MIGRATION.read_text(encoding="utf-8").partition("-- migrate:down")[0]
    with database.connect("app_owner", autocommit=False) as db:
        db.execute(up.encode())


def budgets(database: Database) -> dict[UUID, int | None]:
    with database.connect() as db:
        return dict(db.execute("select id, budget_total from campaigns").fetchall())


def test_what_a_manager_began_without_a_limit_is_limited_to_what_it_promised(database: Database) -> None:
    with database.connect() as db:
        scene = Scene(db)
        scene.accepted()
        manager, admin = make_member(db, scene.brand, "campaign_manager"), make_user(db, "admin")
        former = make_member(db, scene.brand, "brand_admin")
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (former,))
        begun = {
            who: make_campaign(db, scene.owner, created_by=who, budget_total=None)
            for who in (manager, admin, former)
        }
        over = make_campaign(db, scene.owner, created_by=manager, budget_total=None, status="cancelled")
        rich = make_campaign(db, scene.owner, created_by=manager, budget_total=700)
        db.execute("update campaigns set created_by = %s where id = %s", (manager, scene.campaign))
        kept = make_campaign(db, scene.owner, budget_total=None)
    migrate(database)
    assert budgets(database) == {
        scene.campaign: 10_000, begun[manager]: 0, begun[former]: 0, begun[admin]: None, over: None, rich: 700,
        kept: None,
    }  # fmt: skip
    with database.connect() as db:
        told = db.execute(
            "select user_id, metadata ->> 'campaign_id' from notifications where type = 'budget_limited'"
        ).fetchall()
    limited = {scene.campaign, begun[manager], begun[former]}
    assert sorted(told) == sorted((scene.owner, str(campaign)) for campaign in limited)
    migrate(database)
    with database.connect() as db:
        again = db.execute("select count(*) from notifications where type = 'budget_limited'").fetchone()
    assert again == (3,)


def test_the_tables_are_closed_to_their_owner_again(database: Database) -> None:
    with database.connect() as db:
        make_user(db, "brand")
        assert db.execute("select count(*) from brand_memberships").fetchone() == (1,)
    migrate(database)
    with database.connect("app_owner") as db:
        assert db.execute("select count(*) from brand_memberships").fetchone() == (0,)
