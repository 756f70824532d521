"""How to break each constraint on purpose, alone, with a row of the world: the others are dropped for the moment."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
from psycopg import sql

from tests.database.keys import identifier, key_is
from tests.database.violations_of_activations import ACTIVATION_CASES, ACTIVATION_PREPARED
from tests.database.violations_of_awards import AWARD_CASES
from tests.database.violations_of_campaigns import CAMPAIGN_CASES
from tests.database.violations_of_deals import DEAL_CASES
from tests.database.violations_of_places import PLACE_CASES
from tests.database.violations_of_programs import PROGRAM_CASES
from tests.database.violations_of_triggers import TRIGGER_CASES, TRIGGER_PREPARED
from tests.database.world import Key
from tests.typing import Connection

LONG: LiteralString = "repeat('x', 1000000)"
NONSENSE: dict[str, tuple[LiteralString, ...]] = {
    "text": ("'NONSENSE'", "''", "' '", LONG, "null", "'http://plain.example.com'"),
    "uuid": ("null", "gen_random_uuid()"),
    "bytea": (r"'\x00'", "null"),
    "jsonb": ("'[]'", "'{}'", "'\"word\"'", "'-1'", "to_jsonb(repeat('x', 20000))"),
    "boolean": ("true", "false"),
    "interval": ("'1 day'", "null"),
    "date": ("'1000-01-01'", "'9999-01-01'", "null"),
    "timestamp with time zone": ("'1000-01-01'", "'9999-01-01'", "null"),
    "uuid[]": ("array(select gen_random_uuid() from generate_series(1, 1000))",),
    "text[]": ("array(select g::text from generate_series(1, 1000) as g)", "array[null]", "'{}'"),
}
NUMBERS: tuple[LiteralString, ...] = ("-1", "0", "null", "2000000000")
SMALL_NUMBERS: tuple[LiteralString, ...] = ("-1", "0", "null", "9")
"""Values that some rule refuses, by the type of the column."""

CASES: dict[str, LiteralString] = {
    **ACTIVATION_CASES,
    **AWARD_CASES,
    **CAMPAIGN_CASES,
    **DEAL_CASES,
    **PLACE_CASES,
    **PROGRAM_CASES,
    **TRIGGER_CASES,
    "agent_invites_suppressed_know_why": "status = 'suppressed', withheld = null",
    "user_blocks_hit_another": "blocked_user_id = blocker_user_id",
    "brand_fit_data_wants_nothing_it_excludes": "categories = '{beer}', excluded_categories = '{wine, beer}'",
    "agent_profiles_slug_is_not_reserved": "slug = 'admin'",
    "creator_profiles_slug_is_not_reserved": "slug = 'admin'",
    "email_invitations_end_has_its_time": "ended_at = now()",
    "email_invitations_expire_after_they_begin": "expires_at = created_at",
    "email_invitations_invited_name_the_invitation": "status = 'invited', ended_at = now(), invitation_id = null",
    "email_invitations_lapse_has_its_reason": "status = 'lapsed', ended_at = now(), lapse_reason = null",
    "exchange_rates_euro_is_one": "currency = 'eur', rate = 2",
    "creator_submissions_text_is_seen": "submission_type = 'text', description = ' '",
    "exports_span_runs_forwards": "kind = 'wallet_statement', since = '2026-01-02', until = '2026-01-01'",
    "held_messages_warnings_fit": "warnings = array[repeat('x', 10001)]",
    "message_attachments_wait_or_are_sent": "seq = 1, held_id = gen_random_uuid()",
    "media_value_rates_say_something": "per_mille_views = null, per_mille_engagements = null",
    "media_value_rates_engagements_are_payable": "per_mille_engagements = 0",
    "platform_sync_jobs_end_after_they_start": "started_at = '2026-01-02', finished_at = '2026-01-01'",
    "referrals_bring_another": "referred_user_id = agent_user_id",
    "rate_tiers_are_of_one_holder": "user_id = null",
    "social_accounts_hold_tokens_only_while_of_use": r"status = 'revoked', access_token = '\x00'",
    "social_token_refreshes_refused_in_order": "refused_since = '2026-01-02', refused_at = '2026-01-01', refusal = 'x'",
    "social_token_refreshes_are_leased_to_ask": "leased_until = now(), asked_at = null",
    "submission_reviews_are_by_another": "reviewer_user_id = creator_user_id",
    "team_invitations_end_one_way": "accepted_at = now(), revoked_at = now()",
    "referral_codes_are_no_reserved_words": "code = 'ADM1N'",
    "tracking_events_scans_are_clicks": "event_type = 'view', is_scan = true",
    "tracking_hours_are_whole": "hour = hour + interval '1 minute'",
    "payout_failure_has_a_reason": "status = 'failed', failure_reason = null",
    "payout_is_paid_by_a_transfer": "status = 'paid', paid_at = null",
}
"""CHECKs over several columns that one column's nonsense does not break: what to set."""

UNBREAKABLE = {"budget_reservation_status_is_known": "the database computes the status itself"}
"""CHECKs that no statement can break, and why."""

PREPARED: dict[str, LiteralString] = (
    TRIGGER_PREPARED
    | ACTIVATION_PREPARED
    | {
        "agent_invite_is_reminded_of_once": "reminder_of = gen_random_uuid()",
        "application_makes_one_deal": "application_id = gen_random_uuid()",
        "deal_fills_a_slot_once": "slot_id = gen_random_uuid()",
        "deal_dispute_is_withdrawn_once": "status = 'withdrawn'",
        "earning_pays_an_award_once": "award_id = gen_random_uuid()",
        "earning_pays_an_escrow_once": "escrow_id = gen_random_uuid()",
        "gig_event_follows_the_one_before": "gig_id = gen_random_uuid()",
        "gig_is_claimed_once_by_a_creator": "slot_id = gen_random_uuid(), gig_id = gen_random_uuid()",
        "conversations_are_about_a_deal": "kind = 'deal', subject_id = (select id from deals limit 1)",
        "conversations_are_about_an_application": (
            "kind = 'gig', subject_id = (select id from gig_applications limit 1)"
        ),
        "conversations_are_about_a_participation": (
            "kind = 'campaign', subject_id = (select id from campaign_participants limit 1)"
        ),
        "campaign_participants_link_is_their_own": "tracking_link = gen_random_uuid()",
        "creator_profiles_slug_is_taken": "slug = 'anna'",
        "ledger_transaction_is_reversed_once": "reverses = gen_random_uuid()",
        "notification_is_told_once": "deduplication_key = 'once'",
        "oauth_sign_ins_ticket_is_unique": (
            r"ticket_hash = sha256('\x00'), used_at = now(), ticket_expires_at = now()"
        ),
        "oauth_states_ticket_is_unique": r"ticket_hash = '\x00'",
        "payout_transfer_pays_once": "stripe_transfer_id = 'tr_1'",
        "payment_stub_object_is_made_once": "idempotency_key = 'once'",
        "rate_tier_of_a_brand_is_one": "brand_id = gen_random_uuid()",
        "tracking_links_alias_is_taken": "any_case = true",
    }
)
"""What the row must be first, so that a unique constraint, a partial index or a foreign key counts it."""


SUPPORTING: LiteralString = (
    "select fk.conindid from pg_constraint as fk"
    " where fk.conrelid = %s::regclass and fk.conname = %s and fk.contype = 'f'"
)
"""The index that a foreign key looks into: of a table that refers to itself, it must stay."""


def refusal(db: Connection, table: str, key: Key, kind: str, constraint: str) -> str | None:
    """The name of the constraint that refuses a row which breaks `constraint`; None if nothing does."""
    with db.transaction(force_rollback=True):
        _leave_alone(db, table, constraint)
        if kind == "f":
            if constraint in PREPARED:
                db.execute(_update(table, key, sql.SQL(PREPARED[constraint])))
            return _named(db, _update(table, key, CASES.get(constraint) or _orphan(db, table, constraint)))
        if kind in ("u", "i"):
            return _twin(db, table, key, constraint)
        for change in [CASES[constraint]] if constraint in CASES else _nonsense(db, table, constraint):
            if found := _named(db, _update(table, key, change)):
                return found
    return None


def refusal_of_domain(db: Connection, domain: str, kind: str, constraint: str) -> str | None:
    """The name of the constraint that refuses nonsense as a value of `domain`; None if nothing does."""
    for value in _values(kind):
        cast = sql.SQL("select ({})::{}").format(sql.SQL(value), identifier(domain))
        if (found := _named(db, cast)) == constraint:
            return found
    return None


def _leave_alone(db: Connection, table: str, constraint: str) -> None:
    """Drop every other constraint and unique index, and switch our triggers off."""
    db.execute(_alter(table, "disable trigger user"))
    others = db.execute(
        "select conname from pg_constraint where conrelid = %s::regclass and contype not in ('n', 't')"
        " and conname <> %s and conparentid = 0 and coninhcount = 0 and conindid not in (" + SUPPORTING + ")",
        (table, constraint, table, constraint),
    ).fetchall()
    for (other,) in others:
        db.execute(
            sql.SQL("alter table {} drop constraint if exists {} cascade").format(
                identifier(table), sql.Identifier(other)
            )
        )
    indexes = db.execute(
        "select i.relname from pg_index as x join pg_class as i on i.oid = x.indexrelid"
        " where x.indrelid = %s::regclass and x.indisunique and i.relname <> %s"
        " and i.oid not in (" + SUPPORTING + ")",
        (table, constraint, table, constraint),
    ).fetchall()
    for (index,) in indexes:
        db.execute(sql.SQL("drop index {}").format(sql.Identifier(table.split(".", maxsplit=1)[0], index)))


def _orphan(db: Connection, table: str, constraint: str) -> sql.Composable:
    """The first column of a foreign key that refers to something that is not there."""
    columns = db.execute(
        "select a.attname, format_type(a.atttypid, null), coalesce(a.attnum = any(i.indkey), false)"
        " from pg_constraint as k"
        " join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)"
        " left join pg_index as i on i.indrelid = k.conrelid and i.indisprimary"
        " where k.conrelid = %s::regclass and k.conname = %s"
        " and a.attgenerated = '' order by array_position(k.conkey, a.attnum)",
        (table, constraint),
    ).fetchall()
    # Other tables may refer to the row by its primary key: that stays, if the key has other columns.
    others = [row for row in columns if not row[2]] or columns
    values: dict[str, LiteralString] = {
        "uuid": "gen_random_uuid()", "text": "'nowhere'", "timestamp with time zone": "'2099-01-01T00:00Z'",
        "bigint": "9000000000", "integer": "2000000000",
    }  # fmt: skip
    # All of them, because a key with a NULL in it is not checked.
    return sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.SQL(values[kind])) for column, kind, _ in others
    )


def _twin(db: Connection, table: str, key: Key, constraint: str) -> str | None:
    """Insert the row a second time."""
    columns = db.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
        " and attgenerated = ''",
        (table,),
    ).fetchall()
    if constraint in PREPARED:
        db.execute(_update(table, key, sql.SQL(PREPARED[constraint])))
    names = sql.SQL(", ").join(sql.Identifier(column) for (column,) in columns)
    return _named(
        db,
        sql.SQL(
            "insert into {table} ({names}) overriding system value select {names} from {table} where {key}"
        ).format(table=identifier(table), names=names, key=key_is(key)),
    )


def _nonsense(db: Connection, table: str, constraint: str) -> Iterator[sql.Composed]:
    columns = db.execute(
        "select a.attname, format_type(a.atttypid, null) from pg_constraint as k join pg_attribute as a"
        " on a.attrelid = k.conrelid and a.attnum = any(k.conkey) where k.conrelid = %s::regclass and k.conname = %s"
        " and a.attgenerated = ''",
        (table, constraint),
    ).fetchall()
    for column, kind in columns:
        for value in _values(kind):
            yield sql.SQL("{} = {}").format(sql.Identifier(column), sql.SQL(value))


def _values(kind: str) -> tuple[LiteralString, ...]:
    return NONSENSE.get(kind, SMALL_NUMBERS if kind == "numeric" else NUMBERS)


def _named(db: Connection, statement: sql.Composed) -> str | None:
    """The constraint that refuses the statement. A column that may not be NULL, or is too small, refuses too early."""
    try:
        with db.transaction(force_rollback=True):
            db.execute(statement)
            db.execute("set constraints all immediate")
    except (
        psycopg.errors.NotNullViolation,
        psycopg.errors.NumericValueOutOfRange,
        psycopg.errors.ProgramLimitExceeded,
    ):
        return None
    except psycopg.errors.IntegrityError as refused:
        return refused.diag.constraint_name
    return None


def _update(table: str, key: Key, change: sql.Composable | LiteralString) -> sql.Composed:
    what = sql.SQL(change) if isinstance(change, str) else change
    return sql.SQL("update {} set {} where {}").format(identifier(table), what, key_is(key))


def _alter(table: str, what: LiteralString) -> sql.Composed:
    return sql.SQL("alter table {} {}").format(identifier(table), sql.SQL(what))
