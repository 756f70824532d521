"""One row of every table, all of one brand and one creator, and the people who look at them."""

from dataclasses import dataclass, field
from uuid import UUID

from psycopg import sql
from psycopg.types.json import Jsonb

from tests.database.found_rows import FOUND
from tests.database.plain_rows import PLAIN_ROWS
from tests.database.world_of_activations import activations
from tests.database.world_of_agents import agents
from tests.database.world_of_codes import codes
from tests.database.world_of_contacts import contacts
from tests.database.world_of_deals import marketplace
from tests.database.world_of_fraud import fraud
from tests.database.world_of_invites import invites
from tests.database.world_of_messages import talks
from tests.database.world_of_places import places
from tests.database.world_of_referrals import brought
from tests.database.world_of_rewards import rewards
from tests.database.world_of_surveys import surveys
from tests.database.world_of_tracking import tracking
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user
from tests.typing import Connection

Key = dict[str, object]
"""The primary key of a row: column → value."""


@dataclass
class World:
    """`ids` holds people and rows by the name of the column that refers to them; `keys` the row of each table."""

    db: Connection
    ids: dict[str, object] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)

    def add(self, table: str, refers: str = "", /, **values: object) -> UUID | None:
        """Insert a row; required columns without a value take the id of that name. Remember it as `refers`."""
        schema, name = table.split(".")
        columns = self.db.execute(
            "select a.attname, a.attnotnull and not a.atthasdef from pg_attribute as a"
            " where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped"
            " and a.attgenerated = '' and a.attidentity = ''",
            (table,),
        ).fetchall()
        wanted = [c for c, required in columns if required or c in ("brand_id", "creator_user_id")]
        values = {c: self.ids[c] for c in wanted if c not in values and c in self.ids} | values
        row = self.db.execute(
            sql.SQL("insert into {} ({}) values ({}) returning *").format(
                sql.Identifier(schema, name),
                sql.SQL(", ").join(map(sql.Identifier, values)),
                sql.SQL(", ").join(map(sql.Placeholder, values)),
            ),
            values,
        )
        names = [column.name for column in row.description or ()]
        made = dict(zip(names, row.fetchone() or (), strict=True))
        self.keys[table] = {column: made[column] for column in primary_key(self.db, table)}
        if refers:
            self.ids[refers] = made["id"]
        return made.get("id")

    def find(self, table: str) -> None:
        """Remember the row that FOUND describes."""
        name = table.partition("#")[0]
        columns = primary_key(self.db, name)
        row = self.db.execute(
            sql.SQL("select {} from {} where {} limit 1").format(
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.Identifier(*name.split(".")),
                sql.SQL(FOUND[table]),
            ),
            self.ids,
        ).fetchone()
        assert row is not None, table
        self.keys[table] = dict(zip(columns, row, strict=True))


def primary_key(db: Connection, table: str) -> list[str]:
    """The columns of the primary key, in order."""
    return [
        row[0]
        for row in db.execute(
            "select a.attname from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid"
            " and a.attnum = any(i.indkey) where i.indrelid = %s::regclass and i.indisprimary order by a.attnum",
            (table,),
        ).fetchall()
    ]


def build(db: Connection) -> World:
    """The whole world, as the superuser: one brand with its members, one creator, a rival, a stranger, an admin."""
    world = World(db)
    owner = make_user(db, "brand")
    brand, creator = brand_of(db, owner), make_user(db, "creator")
    world.ids |= {
        "brand_admin": owner, "brand_id": brand, "creator_user_id": creator, "user_id": creator,
        "campaign_manager": make_member(db, brand, "campaign_manager"),
        "analyst": make_member(db, brand, "analyst"), "rival": make_user(db, "brand"),
        "stranger": make_user(db, "creator"), "admin": make_user(db, "admin"),
        "created_by": owner, "uploaded_by": owner, "invited_by": owner, "proposed_by": owner,
        "sender_user_id": owner, "respondent_user_id": creator, "actor_id": creator,
    }  # fmt: skip
    _campaign(world)
    surveys(world)
    _money(world, brand)
    marketplace(world)
    talks(world)
    agents(world)
    contacts(world)
    invites(world)
    codes(world)
    brought(world)
    fraud(world)
    rewards(world)
    places(world)
    tracking(world)
    activations(world)
    _people(world)
    _system(world)
    for table, values in PLAIN_ROWS.items():
        world.add(table, **values)
    for table in FOUND:
        world.find(table)
    return world


def _campaign(world: World) -> None:
    add = world.add
    add("public.campaigns", name="Running", status="active")
    # Terms can change only until somebody has accepted them: the deliverable is one of a campaign that only invites.
    add("public.campaigns", "campaign_id", name="Inviting")
    add("public.campaign_invitations", agreed_amount=1000, expires_at="2099-01-01")
    add("public.campaign_deliverables", deliverable_type="tiktok_video")
    open_to_change = world.keys["public.campaign_deliverables"]
    add("public.campaigns", "campaign_id", name="Summer")
    add("public.campaign_history", from_status="draft", to_status="active", reason="user")
    add("public.campaign_deliverables", "deliverable_id", deliverable_type="tiktok_video")
    world.keys["public.campaign_deliverables"] = open_to_change
    add("public.campaign_invitations", "invitation_id", agreed_amount=1000, expires_at="2099-01-01")
    add("public.campaign_participants", "participant_id")
    add("public.campaign_negotiations", amount=1200)
    add("public.campaign_snapshots", kind="daily", snapshot_date="2026-01-01", figures=Jsonb({}))
    png: dict[str, object] = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    add("public.campaign_assets", **png, object_key="c", uploaded_by=world.ids["creator_user_id"])
    world.keys["public.campaign_assets#of a creator"] = world.keys["public.campaign_assets"]
    add("public.campaign_assets", **png, object_key="h", uploaded_by=world.ids["creator_user_id"],
        status="stored", handed_in_at="2026-01-01")  # fmt: skip
    world.keys["public.campaign_assets#that is handed in"] = world.keys["public.campaign_assets"]
    add("public.campaign_assets", **png, object_key="s", creator_user_id=None, status="stored")
    world.keys["public.campaign_assets#that is stored"] = world.keys["public.campaign_assets"]
    add("public.campaign_assets", **png, object_key="b", creator_user_id=None)
    add(
        "public.campaign_creator_scores",
        followers_score=1,
        engagement_score=1,
        category_score=1,
        location_score=1,
    )
    post = "https://example.com/p"
    add("public.creator_submissions", "submission_id", submission_type="url", content_url=post)
    add("public.submission_reviews", revision=1, decision="approved")
    add("public.campaign_content_tracking", platform="tiktok", platform_post_id="1", url=post)


def _money(world: World, brand: UUID) -> None:
    db, add = world.db, world.add
    fund_brand(db, brand, 10_000)
    wallet, currency = db.execute(
        "select id, currency from wallets where brand_id = %s", (brand,)
    ).fetchall()[0]
    posted, *_ = db.execute("select transaction_id from ledger.entries").fetchall()
    world.ids |= {"wallet_id": wallet, "currency": currency, "ledger_transaction_id": posted[0]}
    add("public.campaign_budget_reservations", amount=500)
    add("public.earnings", submission_id=world.ids["submission_id"], campaign_id=world.ids["campaign_id"],
        amount=90, gross_amount=100, fee_amount=10,
        available_at="2026-01-01")  # fmt: skip
    deposit, *_ = db.execute("select id from wallet_transactions where wallet_id = %s", (wallet,)).fetchall()
    add("public.disputes", id="dp_1", deposit_id=deposit[0], status="won", amount=1, asked_at="2026-01-01")
    add("public.payout_batches", "batch_id", as_of="2026-01-01")
    add("public.payouts", amount=90, stripe_account_id="acct_1", idempotency_key="payout-1")
    add("public.connected_accounts", stripe_account_id="acct_1", status="open")
    add("public.bank_payouts", id="po_1", stripe_account_id="acct_1", amount=90, status="paid")
    add("public.stripe_events", id="evt_1", type="charge.refunded", payload=Jsonb({}))
    add("public.payment_alerts", id="dp_1", kind="dispute", deposit_id=deposit[0], amount=10_000)
    add("public.wallet_low_balances", threshold=5)
    add("public.stripe_balance_transactions", id="txn_1", type="charge", kind="payment", amount=1, fee=0,
        occurred_at="2026-01-01")  # fmt: skip
    add("public.stripe_balances", available=0, pending=0, reserved=0, moved_since=0, in_books=0, in_transit=0)
    add("public.payment_stub_objects", id="pi_1", kind="payment_intent", body=Jsonb({}))
    add("ledger.reconciliations", entry_count=0, account_count=0, findings=Jsonb([]), duration_ms=1)


def _people(world: World) -> None:
    add = world.add
    add("public.social_accounts", "social_account_id", platform="tiktok", platform_user_id="1",
        username="carla")  # fmt: skip
    add("public.social_token_refreshes")
    picture = f"avatars/{world.ids['user_id']}/1"
    add("public.user_avatars", object_key=picture, media_type="image/png", size_bytes=1)
    add("public.platform_sync_jobs")
    add("public.content_posts", platform_post_id="1")
    add("public.audience_metrics", metric_date="2026-01-01")
    add("public.creator_analytics", platform="tiktok", metric_date="2026-01-01", total_followers=1,
        total_engagement=1, engagement_rate=0.1, posts_count=1)  # fmt: skip
    add(
        "public.oauth_sign_ins",
        state_hash=b"0" * 32,
        proof_hash=b"0" * 32,
        platform="tiktok",
        expires_at="now",
    )
    add("public.oauth_states", state_hash=b"0" * 32, platform="tiktok", expires_at="now")
    add("public.notifications", "notification_id", category="system", type="t", title="T", message="M")
    add("public.notification_preferences", category="payments", channel="email", enabled=False)
    add("public.creator_lists", "list_id", name="For the summer")
    add("public.team_invitations", email="new@example.com", role="analyst", token_hash=b"0" * 32,
        expires_at="2099-01-01")  # fmt: skip


def _system(world: World) -> None:
    add = world.add
    add("public.admin_settings", key="payout_hold_days", value=Jsonb(3), updated_by=world.ids["admin"])
    add("public.rate_tiers", user_id=world.ids["creator_user_id"], brand_id=None, reason="A partner.",
        given_by=world.ids["admin"])  # fmt: skip
    add("public.job_runs", job="tracking", scheduled_at="2026-01-01", lease_expires_at="2099-01-01")
    add("public.idempotency_keys", route="POST /x", key="1", request_hash=b"0" * 32, response_status=201)
    add("local_identity.credentials", password_hash="$argon2id$x")
    add("local_identity.one_time_codes", purpose="confirm", code_hash=b"0" * 32, expires_at="2099-01-01")
    add("local_identity.refresh_token_families", "family_id")
    add(
        "local_identity.sent_codes",
        address_hash=b"0" * 32,
        purpose="confirm",
        link="https://a.example/{####}",
    )
    add("local_identity.sign_in_tickets", ticket_hash=b"0" * 32, expires_at="2099-01-01")
    add("local_identity.sign_in_attempts", address_hash=b"0" * 32)
    add("local_identity.refresh_tokens", token_hash=b"0" * 32, expires_at="2099-01-01")
