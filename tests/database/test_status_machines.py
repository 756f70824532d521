"""Every status machine, over all pairs of its states."""

import itertools
import re
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.conftest import Database
from tests.database.catalog import names
from tests.database.keys import identifier, key_is
from tests.database.world import World, build
from tests.typing import Connection

MACHINES: dict[str, tuple[str, dict[str, set[str]]]] = {
    "auth.users": ("IS001", {
        "active": {"suspended", "banned", "deleted"}, "suspended": {"active", "banned", "deleted"},
        "banned": {"active", "deleted"},
    }),
    "public.campaigns": ("IC001", {
        "draft": {"active", "cancelled"}, "active": {"paused", "completed", "cancelled"},
        "paused": {"active", "completed", "cancelled"},
    }),
    "public.campaign_invitations": ("IC002", {"pending": {"accepted", "declined", "expired", "withdrawn"}}),
    "public.email_invitations": ("IC070", {"pending": {"invited", "withdrawn", "lapsed", "expired"}}),
    "public.campaign_participants": ("IC003", {
        "active": {"inactive", "completed"}, "inactive": {"active", "completed"},
    }),
    "public.user_avatars": ("IC006", {"pending": {"stored", "refused"}}),
    "public.creator_submissions": ("IC004", {
        "pending_review": {"approved", "changes_requested", "rejected"},
        "changes_requested": {"pending_review", "rejected"},
    }),
    "public.campaign_negotiations": ("IC005", {"proposed": {"countered", "accepted", "rejected", "withdrawn"}}),
    "public.campaign_assets": ("IC006", {"pending": {"stored", "refused"}}),
    "public.surveys": ("IC007", {"draft": {"open"}, "open": {"closed"}, "closed": {"open"}}),
    "public.wallet_transactions": ("IM010", {
        "pending": {"completed", "failed", "cancelled"}, "failed": {"completed"}, "cancelled": {"completed"},
    }),
    "public.earnings": ("IM011", {"pending": {"paid", "cancelled"}}),
    "public.payouts": ("IM012", {
        "pending": {"paid", "failed", "manual_review"}, "manual_review": {"paid", "failed"}, "failed": {"paid"},
    }),
    "public.connected_accounts": ("IM021", {
        "opening": {"open", "refused"}, "open": {"closed"}, "closed": {"open"},
    }),
    "public.notification_deliveries": ("IN001", {
        "pending": {"sent", "suppressed", "failed", "held"}, "held": {"pending", "digested"}, "failed": {"pending"},
        "sent": {"pending", "suppressed", "failed"},
    }),
    "public.social_accounts": ("IP001", {
        "connected": {"expired", "revoked", "error"}, "expired": {"connected", "revoked", "error"},
        "error": {"connected", "expired", "revoked"}, "revoked": {"connected"},
    }),
    "public.campaign_content_tracking": ("IA021", {
        "live": {"missing"}, "missing": {"live", "gone"}, "gone": {"live"},
    }),
    "public.activations": ("IA001", {
        "draft": {"active"}, "active": {"paused", "completed"}, "paused": {"active", "completed"},
    }),
    "public.reward_programs": ("IW002", {
        "draft": {"active", "ended"}, "active": {"paused", "ended"}, "paused": {"active", "ended"},
    }),
    "public.exports": ("IE001", {"pending": {"ready", "failed"}}),
    "public.reward_triggers": ("IW003", {
        "draft": {"live", "retired"}, "live": {"paused", "retired"}, "paused": {"live", "retired"},
    }),
    "public.reward_backfills": ("IW004", {
        "waiting": {"running", "failed"}, "running": {"done", "failed"}, "failed": {"waiting"},
    }),
    "public.scan_reviews": ("IA007", {"open": {"confirmed", "cleared"}}),
    "public.fraud_groups": ("IR005", {"pending": {"resolved", "expired"}}),
    "public.held_messages": ("IZ006", {"held": {"released", "refused"}}),
    "public.message_reports": ("IZ006", {"open": {"upheld", "dismissed"}}),
    "public.gigs": ("IK001", {
        "draft": {"open"}, "open": {"paused", "closed", "cancelled"}, "paused": {"open", "closed", "cancelled"},
    }),
    "public.gig_slots": ("IK001", {
        "open": {"claimed", "refunded"}, "claimed": {"open", "approved", "refunded"},
    }),
    "public.gig_applications": ("IK001", {
        "submitted": {"shortlisted", "approved", "rejected", "withdrawn", "expired"},
        "shortlisted": {"approved", "rejected", "withdrawn", "expired"},
    }),
    "public.deals": ("IK001", {
        "offered": {"active", "declined", "expired", "cancelled"}, "active": {"completed", "cancelled"},
    }),
    "public.deal_disputes": ("IK001", {
        "open": {"answered", "resolved", "withdrawn"}, "answered": {"decided", "resolved", "withdrawn"},
        "decided": {"resolved"},
    }),
    "public.deal_files": ("IC006", {"pending": {"stored", "refused"}}),
    "public.message_attachments": ("IC006", {"pending": {"stored", "refused"}}),
    "public.escrows": ("IK001", {
        "pending_payment": {"payment_processing", "cancelled"}, "payment_processing": {"locked", "failed"},
        "failed": {"payment_processing", "cancelled"}, "locked": {"work_in_progress", "refunding"},
        "work_in_progress": {"work_submitted", "disputed", "refunding"},
        "work_submitted": {"under_review", "work_in_progress", "refunding"},
        "under_review": {"approved", "rejected", "disputed", "refunding"},
        "rejected": {"work_in_progress", "disputed", "refunding"},
        "approved": {"releasing", "disputed"}, "releasing": {"released"},
        "disputed": {"releasing", "refunding", "work_in_progress", "under_review", "rejected", "approved"},
        "refunding": {"refunded"},
    }),
    "public.commissions": ("IR002", {
        "pending": {"available", "held", "reversed"}, "available": {"paid", "held", "reversed"},
        "held": {"pending", "available", "reversed"},
    }),
    "public.contact_imports": ("IC006", {"queued": {"running"}, "running": {"queued", "done", "failed"}}),
    "public.agent_invites": ("IR010", {
        "queued": {"sent", "delivered", "opened", "clicked", "joined", "bounced", "failed", "suppressed"},
        "sent": {"delivered", "opened", "clicked", "joined", "bounced", "failed", "suppressed"},
        "delivered": {"opened", "clicked", "joined", "bounced"}, "opened": {"clicked", "joined"},
        "clicked": {"joined"}, "bounced": {"joined"},
        "failed": {"delivered", "opened", "clicked", "joined", "bounced"},
    }),
    "public.reward_awards": ("IW001", {
        "granted": {"claimed", "expired", "revoked"}, "claimed": {"fulfilled", "failed", "revoked"},
        "fulfilled": {"revoked"}, "failed": {"granted"},
    }),
    "public.platform_sync_jobs": ("IP002", {
        "pending": {"running", "failed"}, "running": {"pending", "succeeded", "failed"}, "failed": {"running"},
    }),
}  # fmt: skip
"""Table → SQLSTATE of a refusal, and the steps that there are; whoever has no steps is final."""


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect() as superuser:
        yield build(superuser)


def states(db: Connection, table: str) -> set[str]:
    """What the CHECK of the column `status` knows."""
    row = db.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where conrelid = %s::regclass and contype = 'c'"
        " and conname ~ 'status_is_known$'",
        (table,),
    ).fetchone()
    assert row is not None
    return set(re.findall(r"'([a-z_]+)'::text", row[0]))


def step(world: World, table: str, before: str, after: str) -> str | None:
    """The SQLSTATE that refuses the step; None where it is taken. Other rules of the row stand aside."""
    db, key = world.db, world.keys[table]
    statement = sql.SQL("update {} set status = {} where {}").format(
        identifier(table), sql.Placeholder(), key_is(key)
    )
    with db.transaction(force_rollback=True):
        for (check,) in db.execute(
            "select conname from pg_constraint where conrelid = %s::regclass and contype = 'c'", (table,)
        ).fetchall():
            db.execute(
                sql.SQL("alter table {} drop constraint {}").format(identifier(table), sql.Identifier(check))
            )
        db.execute(sql.SQL("alter table {} disable trigger user").format(identifier(table)))
        db.execute(statement, (before,))
        db.execute(sql.SQL("alter table {} enable trigger status_machine").format(identifier(table)))
        try:
            with db.transaction():
                db.execute(statement, (after,))
        except psycopg.DatabaseError as refused:
            told = f'"to": "{after}"' in (refused.diag.message_detail or "")
            return refused.sqlstate if told else f"without detail: {refused}"
    return None


@pytest.mark.parametrize("table", MACHINES)
def test_every_pair_of_states_is_a_step_or_a_refusal(world: World, table: str) -> None:
    sqlstate, steps = MACHINES[table]
    known = states(world.db, table)
    assert steps.keys() <= known
    taken = {(a, b): step(world, table, a, b) for a, b in itertools.product(sorted(known), repeat=2)}
    assert taken == {
        (a, b): None if a == b or b in steps.get(a, set()) else sqlstate for a, b in taken
    }  # fmt: skip


def test_no_status_machine_is_forgotten(world: World) -> None:
    assert MACHINES.keys() == names(
        world.db,
        "select n.nspname || '.' || c.relname from pg_trigger as t join pg_class as c on c.oid = t.tgrelid"
        " join pg_namespace as n on n.oid = c.relnamespace"
        " where t.tgfoid = 'app.guard_status_machine'::regproc and not t.tgisinternal",
    )
