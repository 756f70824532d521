"""What the marketplace's functions and triggers answer where the state of things forbids it, and not who asks."""

from dataclasses import dataclass
from typing import LiteralString

from tests.database.permissions import CREATOR, MANAGER, OWNER, SERVICE, STRANGER

SUPERUSER = "superuser"


@dataclass(frozen=True)
class Refused:
    """What `by` hears (SQLSTATE or constraint) who runs a statement in the world as `given` has changed it."""

    statement: LiteralString
    answer: str
    by: str
    given: LiteralString = ""


def set_escrow(changes: LiteralString) -> LiteralString:
    """The world's escrow as it is to be."""
    return "update escrows set " + changes + " where id = %(escrow_id)s"


def set_gig(changes: LiteralString) -> LiteralString:
    """The world's gig as it is to be."""
    return "update gigs set " + changes + " where id = %(gig_id)s"


def only_one(key: LiteralString) -> LiteralString:
    """A setting says that one is enough."""
    return "insert into admin_settings (key, value) values ('" + key + "', '1')"


APPROVED = set_escrow("status = 'approved', approved_at = now()")
FROZEN = set_escrow("frozen_by = 'dp_1', frozen_at = now(), deadline_at = null, next_step = null")
LATE = set_escrow("status = 'locked', locked_at = '2020-01-01'")
OPEN = set_gig("opened_at = now(), ends_at = now() + interval '1 day'")
OWING: LiteralString = (
    "update disputes set status = 'needs_response', taken = amount where id = 'dp_1'; "
    "insert into ledger.accounts (purpose, currency, brand_id, owner_id, may_go_negative, folded_balance)"
    " values ('disputes', 'usd', %(brand_id)s, %(brand_id)s, true, -1)"
)
DRAFT = set_gig("status = 'draft', opened_at = null, ends_at = null")
OF_THE_GIG: LiteralString = (
    "update deals set gig_id = %(gig_id)s, slot_id = %(slot_id)s where id = %(deal_id)s"
)
SUBMITTED = "update gig_applications set status = 'submitted' where id = %(application_id)s"
BY_APPLICATION: LiteralString = "(select id from gigs where mode = 'application' and brand_id = %(brand_id)s)"
TAKES_APPLICATIONS: LiteralString = (
    "update gigs set status = 'open', opened_at = now(), ends_at = now() + interval '1 day', price_min = 2,"
    " price_max = 9 where mode = 'application'"
)
APPLY: LiteralString = "select app.apply_to_gig(" + BY_APPLICATION + ", '', 5, '[]')"
APPROVE: LiteralString = "select app.answer_application(%(application_id)s, 'approved')"
FILE: LiteralString = (
    "insert into deal_files (escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes)"
    " values (%(escrow_id)s, %(brand_id)s, %(creator_user_id)s, 'a.png', 'x', 'image/png', 1)"
)
FILES: LiteralString = (
    "insert into deal_files (escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes)"
    " select %(escrow_id)s, %(brand_id)s, %(creator_user_id)s, 'a.png', 'k' || n, 'image/png', 1"
    " from generate_series(1, 200) as n"
)
GIG: LiteralString = (
    "insert into gigs (brand_id, created_by, mode, title, currency)"
    " values (%(brand_id)s, %(brand_admin)s, 'claim', 'x', 'usd')"
)
DEAL: LiteralString = (
    "insert into deals (brand_id, creator_user_id, currency, price, fee_basis_points, fee, total, title, terms,"
    " terms_hash, status, offer_expires_at, brand_accepted_at) values (%(brand_id)s, %(stranger)s, 'usd', 1, 0, 0, 1,"
    " 'x', '{}', sha256('x'), 'offered', now(), now())"
)
OFFER: LiteralString = (
    ", 'usd', 'T', '{}', jsonb_build_array(jsonb_build_object('title', 'x', 'price', 1, 'due_days', 1)))"
)

STATES = (
    Refused("select app.begin_card_payment(%(escrow_id)s)", "IK001", OWNER),
    Refused("select app.pay_escrow(%(escrow_id)s)", "IK001", OWNER),
    Refused("select app.pay_escrow(%(escrow_id)s)", "IK003", OWNER, FROZEN),
    Refused("select app.start_work(%(escrow_id)s)", "IK001", CREATOR, APPROVED),
    Refused("select app.start_work(%(escrow_id)s)", "IK008", CREATOR, LATE),
    Refused("select app.start_work(%(escrow_id)s)", "IK013", CREATOR,
            set_escrow("status = 'rejected', revisions_used = 9")),
    Refused("select app.hand_in_work(%(escrow_id)s, 'text', null, null, 'x')", "IK001", CREATOR, APPROVED),
    Refused("select app.hand_in_work(%(escrow_id)s, 'text', null, null, 'x')", "IK008", CREATOR,
            "update deal_milestones set due_at = '2020-01-01' where id = %(milestone_id)s"),
    Refused("select app.recall_work(%(escrow_id)s)", "IK001", CREATOR),
    Refused("select app.open_review(%(escrow_id)s)", "IK001", OWNER),
    Refused("select app.review_work(%(escrow_id)s, %(deal_id)s, 'approved')", "IK001", OWNER),
    Refused("select app.review_work(%(escrow_id)s, %(deal_id)s, 'approved')", "IC017", OWNER,
            set_escrow("status = 'under_review'")),
    Refused("select app.release_held(%(escrow_id)s)", "IK001", OWNER),
    Refused("select app.refund_held(%(escrow_id)s)", "IK001", OWNER, set_escrow("status = 'work_in_progress'")),
    Refused("select app.refund_held(%(escrow_id)s)", "IK001", CREATOR, APPROVED),
    Refused("select app.refund_held(%(escrow_id)s)", "IG003", CREATOR,
            "delete from deal_milestones where id = %(milestone_id)s"),
    Refused("select app.refund_held(%(escrow_id)s)", "IM004", CREATOR,
            "insert into ledger.transactions (kind, idempotency_key)"
            " select 'deal_refund', 'deal:' || id || ':' || version + 2 from escrows where id = %(escrow_id)s"),
    Refused("select app.cancel_escrow(%(escrow_id)s)", "IK001", CREATOR, APPROVED),
    Refused("select app.cancel_escrow(%(escrow_id)s)", "IK003", CREATOR, FROZEN),
    Refused("select app.cancel_deal(%(deal_id)s)", "IK001", CREATOR, APPROVED),
    Refused("select app.split_escrow(e, 101, now()) from escrows as e where e.id = %(escrow_id)s", "IM006", SUPERUSER,
            set_escrow("status = 'disputed', disputed_from = 'approved'")),
    Refused("select app.run_deal_timer(gen_random_uuid(), now())", "IG003", SUPERUSER),
    Refused("select app.claim_slot(%(gig_id)s)", "IK009", CREATOR,
            OPEN + "; " + OF_THE_GIG + "; " + only_one("gig_claim_limit")),
    Refused("select app.claim_slot(%(gig_id)s)", "gig_is_claimed_once_by_a_creator", CREATOR, OPEN + "; " + OF_THE_GIG),
    Refused("select app.claim_slot(%(gig_id)s)", "IK004", STRANGER,
            OPEN + "; update gig_slots set status = 'claimed', deal_id = %(deal_id)s where gig_id = %(gig_id)s"),
    Refused("select app.claim_slot(%(gig_id)s)", "IK005", STRANGER, OPEN + "; " + set_gig("followers_min = 1000000")),
    Refused("select app.claim_slot(%(gig_id)s)", "IM005", STRANGER,
            OPEN + "; delete from creator_profiles where user_id = %(stranger)s"),
    Refused("select app.claim_slot(%(gig_id)s)", "IK006", STRANGER),
    Refused("select app.open_gig(%(gig_id)s)", "IK001", OWNER),
    Refused("select app.open_gig(%(gig_id)s)", "IK040", OWNER, DRAFT + "; " + OWING),
    Refused("select app.open_gig(gen_random_uuid())", "IG003", SERVICE,
            "grant execute on function app.open_gig(uuid) to service"),
    Refused("select app.open_gig(%(gig_id)s)", "IK009", OWNER,
            DRAFT + "; " + TAKES_APPLICATIONS + "; " + only_one("gig_open_limit")),
    Refused("select app.open_gig(%(gig_id)s)", "IK015", OWNER,
            DRAFT + "; update gig_budgets set budget_total = 0 where gig_id = %(gig_id)s"),
    Refused("select app.open_gig(" + BY_APPLICATION + ")", "IK015", OWNER),
    Refused("select app.end_gig(%(gig_id)s)", "IK001", OWNER, DRAFT),
    Refused(GIG, "IK009", OWNER, only_one("gig_daily_limit")),
    Refused("update gigs set revision_limit = 7 where id = %(gig_id)s", "IK010", OWNER, OF_THE_GIG),
    Refused("update gig_budgets set budget_total = 7 where gig_id = %(gig_id)s", "IK010", OWNER),
    Refused("update gig_budgets set budget_total = 7 where gig_id = " + BY_APPLICATION, "IM005", MANAGER,
            "insert into gig_budgets (gig_id, brand_id, budget_total)"
            " values (" + BY_APPLICATION + ", %(brand_id)s, 1)"),
    Refused(APPLY, "IK009", STRANGER, TAKES_APPLICATIONS + "; " + only_one("gig_application_daily_limit")
            + "; update gig_applications set creator_user_id = %(stranger)s where id = %(application_id)s"),
    Refused("select app.apply_to_gig(" + BY_APPLICATION + ", '', 1, '[]')", "IK015", STRANGER, TAKES_APPLICATIONS),
    Refused("select app.apply_to_gig(" + BY_APPLICATION + ", '', 5, '[\"x\"]')", "IK015", STRANGER, TAKES_APPLICATIONS),
    Refused(APPLY, "IK014", STRANGER,
            TAKES_APPLICATIONS + "; update gig_applications set gig_id = " + BY_APPLICATION + ", status = 'rejected',"
            " rejection_reason = 'price', reapply_after = '2099-01-01', creator_user_id = %(stranger)s"
            " where id = %(application_id)s"),
    Refused(APPROVE, "IK001", OWNER, "update gig_applications set status = 'withdrawn' where id = %(application_id)s"),
    Refused(APPROVE, "IG003", OWNER,
            SUBMITTED + "; update auth.users set status = 'suspended' where id = %(creator_user_id)s"),
    Refused(APPROVE, "IK006", OWNER, SUBMITTED + "; " + DRAFT),
    Refused(APPROVE, "IK004", OWNER, SUBMITTED + "; " + OF_THE_GIG + "; " + set_gig("slots_total = 1")),
    Refused(APPROVE, "IK011", OWNER, SUBMITTED + "; " + set_gig("slots_total = 9")
            + "; update gig_budgets set budget_total = 1 where gig_id = %(gig_id)s"),
    Refused("select app.offer_deal(%(brand_id)s, %(stranger)s" + OFFER, "IK009", OWNER,
            only_one("deal_offer_daily_limit")),
    Refused("select app.offer_deal(%(brand_id)s, %(stranger)s" + OFFER, "IZ020", OWNER,
            "insert into user_blocks (blocker_user_id, blocked_user_id) values (%(stranger)s, %(brand_admin)s)"),
    Refused("select app.offer_deal(%(brand_id)s, %(brand_admin)s" + OFFER, "IC020", OWNER,
            "insert into creator_profiles (user_id) values (%(brand_admin)s); "
            "insert into user_roles (user_id, role) values (%(brand_admin)s, 'creator')"),
    Refused(DEAL, "deal_costs_what_its_milestones_cost", SUPERUSER),
    Refused(FILE, "IK001", CREATOR, APPROVED),
    Refused(FILE, "IK008", CREATOR, set_escrow("deadline_at = now() - interval '1 day', next_step = 'refund_late'")),
    Refused(FILE, "IC019", CREATOR, FILES),
)  # fmt: skip
