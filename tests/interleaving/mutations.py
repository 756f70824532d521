"""Each lock, the pair that needs it, and the text without it: taken out, the explorer must find the violation.

A mutation is a regular expression over the body of a function as PostgreSQL has it, or over a constraint or index that
is dropped. Where two locks guard the same pair, both are taken out, and the reason says so.
"""

import re
from dataclasses import dataclass

from tests.interleaving.exploring import Connection

ROW_LOCK = r"\s+for (no key )?update( of \w+)?(?=\s*;|\s*\)|\s+loop)"
HELD_FUNDS = ("app.book_dispute", r"perform app\.lock_held_funds[^;]*;")
REWARDS_OF_WHO_IS_ERASED = ("app.erase_user", r"app\.lock_reward_subject\(e\.user_id\),")
OWNER_LOCK = ("app.require_room", r"execute format\('select from public[^;]*;")


@dataclass(frozen=True)
class Mutation:
    """`functions`: (name, pattern) of what is taken out; `statements`: what is dropped."""

    lock: str
    pair: str
    functions: tuple[tuple[str, str], ...] = ()
    statements: tuple[str, ...] = ()

    def apply(self, db: Connection) -> None:
        """Change the database of a test. Fails where there is nothing to take out."""
        for name, pattern in self.functions:
            row = db.execute("select pg_get_functiondef(%s::regproc)", (name,)).fetchone()
            assert row is not None
            without, taken = re.subn(pattern, "", row[0], flags=re.IGNORECASE)
            assert taken > 0, f"{name} has no {pattern}"
            db.execute(without.encode())
        for statement in self.statements:
            db.execute(statement.encode())


def _row_lock(lock: str, pair: str, *functions: str) -> Mutation:
    """The row locks of functions."""
    return Mutation(lock, pair, tuple((name, ROW_LOCK) for name in functions))


def _advisory(lock: str, pair: str, function: str, named: str) -> Mutation:
    """An advisory lock of a function."""
    pattern = rf"perform (pg_catalog\.)?pg_advisory_xact_lock\([^;]*{named}[^;]*;"
    return Mutation(lock, pair, ((function, pattern),))


MUTATIONS = (
    _row_lock("the brand, of who goes", "members.admins_of_a_brand_remove_each_other", "app.guard_last_brand_admin"),
    _row_lock("the brand, of who steps down", "members.admins_of_a_brand_demote_each_other",
              "app.guard_last_brand_admin"),
    Mutation("the brand, of who joins", "members.the_last_member_leaves_while_somebody_joins",
             (("app.accept_team_invitation", r"if not exists \([^;]*brand_user_roles[\s\S]*?end if;"),)),
    Mutation("the brand, of who deposits", "members.the_last_member_leaves_while_they_deposit",
             (("app.lock_money_wallet", r"perform from public\.brand_profiles[^;]*;"),)),
    Mutation("the brand, of a campaign that starts", "members.the_last_member_leaves_while_they_launch",
             (("app.guard_campaign_brand", r"perform from public\.brand_profiles[^;]*;"),)),
    Mutation("the brand, of who activates a program",
             "reward_budgets.the_last_of_a_brand_is_banned_while_they_activate",
             (("app.lock_program", r"perform from public\.brand_profiles[^;]*;"),)),
    _row_lock("the program, and its brand, of who ends it", "reward_budgets.a_program_is_ended_twice",
              "app.lock_program"),
    _row_lock("the award, of who claims", "reward_awards.an_award_is_claimed_twice", "app.claim_award"),
    _row_lock("the award, of who takes it back", "reward_awards.a_claimed_award_is_revoked_twice",
              "app.revoke_award", "app.claw_back_award"),
    Mutation("the account, of who claims", "reward_awards.somebody_is_banned_while_they_claim",
             (("app.claim_award", r"\s+for share(?=;)"),)),
    Mutation("the award, once", "reward_awards.the_same_is_granted_twice",
             (("app.grant_award", r"on conflict on constraint reward_is_awarded_once do nothing"),),
             ("alter table reward_awards drop constraint reward_is_awarded_once",)),
    Mutation("the brand, of who invites a creator", "barred.the_last_of_a_brand_is_banned_while_they_invite",
             (("app.invite_creator", r"perform from public\.brand_profiles[^;]*;"),)),
    Mutation("the brand, of who invites to the team",
             "barred.the_last_of_a_brand_is_banned_while_they_invite_to_the_team",
             (("app.invite_to_team", r"perform from public\.brand_profiles[^;]*;"),)),
    _row_lock("the brand, of who is banned", "barred.the_last_two_of_a_brand_are_banned",
              "app.end_invitations_of_barred"),
    _advisory("last admin, of who is revoked", "members.admins_of_the_platform_revoke_each_other",
              "app.guard_last_admin", "last admin"),
    _advisory("last admin, of who is banned", "members.admins_of_the_platform_ban_each_other",
              "app.guard_last_admin", "last admin"),
    _row_lock("the campaign, of who accepts", "invitations.two_creators_accept_the_last_of_the_budget",
              "app.lock_campaign", "app.lock_campaign_of_participant"),
    # The status machine of the table is the second guard.
    Mutation("the invitation, of who answers", "invitations.a_creator_accepts_and_declines",
             (("app.pending_invitation", ROW_LOCK),), ("drop trigger status_machine on campaign_invitations",)),
    _row_lock("the invitation, of both sides",
              "agreements.an_offer_is_accepted_while_the_creator_accepts_the_invitation", "app.pending_invitation"),
    Mutation("the campaign, of who gives more time", "submissions.work_is_handed_in_while_its_day_moves",
             (("app.give_more_time", r"perform app\.lock_campaign\([^;]*;"),)),
    # Without it the participant holds this pair, and each waits for the other.
    Mutation("the campaign, of who leaves", "submissions.a_submission_is_approved_while_its_creator_leaves",
             (("app.leave_campaign", r"campaign := app\.lock_campaign\([^;]*;"),)),
    _row_lock("the invitation, of the last offer", "agreements.both_sides_make_the_last_offer",
              "app.pending_invitation"),
    _row_lock("the campaign, of who changes terms", "agreements.a_creator_accepts_while_a_deliverable_changes",
              "app.keep_agreed_terms"),
    # The lock of terms holds this pair as well.
    Mutation("the campaign, of deliverables", "rooms.two_deliverables_take_the_last_place",
             (OWNER_LOCK, ("app.keep_agreed_terms", ROW_LOCK))),
    Mutation("the campaign, of surveys", "rooms.two_surveys_take_the_last_place", (OWNER_LOCK,)),
    Mutation("the campaign, of labelled links", "rooms.two_labelled_links_take_the_last_place", (OWNER_LOCK,)),
    _advisory("brands of a person", "rooms.a_person_opens_two_brands_as_the_last", "app.require_room_for_brand",
              "brands of"),
    _row_lock("the submission, of who reviews", "submissions.a_submission_is_approved_and_rejected",
              "app.review_submission", "app.lock_campaign"),
    _row_lock("the participant, of who hands in", "submissions.work_is_handed_in_while_its_creator_is_removed",
              "app.open_participation", "app.lock_campaign"),
    _row_lock("the wallet, of a withdrawal", "withdrawals.a_deposit_is_refunded_twice",
              "app.begin_withdrawal", "app.lock_money_wallet"),
    # Held funds are locked before: their brand's row holds these two as well.
    Mutation("the wallet, of a dispute", "disputes.the_amount_of_a_dispute_is_told_twice_while_it_changes",
             (HELD_FUNDS, ("app.book_dispute", ROW_LOCK))),
    _row_lock("the account, of who runs into debt", "debts.a_dispute_opens_while_a_reservation_is_released",
              "app.lend_shortfall"),
    Mutation("the wallet, of a dispute's end", "disputes.a_dispute_is_won_twice",
             (HELD_FUNDS, ("app.book_dispute", ROW_LOCK))),
    _row_lock("the wallet, of a refund", "withdrawals.a_refund_settles_and_fails", "app.settle_refund",
              "app.fail_refund"),
    _row_lock("the wallet, of a refund that fails", "withdrawals.a_settled_refund_fails_twice", "app.fail_refund"),
    _row_lock("the wallet, of refunds of one payment",
              "withdrawals.refunds_of_one_payment_are_applied_while_more_is_withdrawn", "app.settle_refund"),
    _row_lock("the deposit", "deposits.a_deposit_is_confirmed_and_told_by_webhook", "app.credit_deposit"),
    _row_lock("the event", "deposits.a_failed_event_is_tried_again_twice", "app.retry_stripe_event"),
    _row_lock("the payout", "payouts.a_payout_settles_and_fails", "app.settle_payout", "app.fail_payout"),
    _row_lock("the payout, of its reversal", "payouts.a_reversal_is_told_twice_with_growing_totals",
              "app.return_transfer"),
    # Either of the two holds this pair; both are kept, because rows are locked in no order.
    Mutation("payouts and the earnings", "payouts.two_runs_pay_one_earning",
             (("app.prepare_payouts", r"perform pg_advisory_xact_lock[^;]*;"), ("app.make_payouts", ROW_LOCK))),
    Mutation("payouts, of a creator who asks", "asking.a_creator_asks_while_a_run_pays",
             (("app.withdraw_earnings", r"perform pg_advisory_xact_lock[^;]*;"), ("app.make_payouts", ROW_LOCK))),
    Mutation("the wallet, of a creator who asks", "asking.a_creator_asks_twice",
             (("app.withdraw_earnings", ROW_LOCK), ("app.make_payouts", ROW_LOCK))),
    Mutation("the runs, of a payout that was given up",
             "payouts.a_payout_that_was_given_up_is_found_while_a_run_pays_again",
             (("app.cover_payout", r"perform pg_advisory_xact_lock[^;]*;"),)),
    _row_lock("the account, of a payee who is held", "payouts.a_payee_is_held_twice", "app.hold_payee"),
    Mutation("one creator of an account", "payouts.two_creators_get_one_account",
             statements=("alter table connected_accounts drop constraint connected_account_belongs_to_one_creator",)),
    _row_lock("the earning, of who takes back", "clawbacks.an_earning_is_taken_back_twice", "app.claw_back"),
    _row_lock("the reservation", "budgets.a_reservation_is_spent_twice", "app.spend_budget",
              "app.lock_campaign_of_participant"),
    _row_lock("the reservation, of its release", "budgets.a_reservation_is_released_twice", "app.release_budget",
              "app.lock_campaign_of_participant"),
    _row_lock("the account that is folded", "books.an_account_is_folded_twice", "ledger.fold"),
    _advisory("the job", "jobs.two_occurrences_of_a_job_begin", "app.begin_job_run", "job "),
    _advisory("digests", "digests.what_was_held_is_gathered_twice", "app.gather_digests", "gather digests"),
    _advisory("digests, of what waits", "waiting.what_is_held_is_gathered_while_more_of_it_is_found",
              "app.notify_waiting_messages", "gather digests"),
    Mutation("members for whom messages wait", "waiting.what_waits_is_looked_for_while_more_is_written",
             (("app.judge_waiting", r"for no key update skip locked"),)),
    _row_lock("the delivery", "jobs.a_failed_delivery_is_tried_again_twice", "app.retry_delivery"),
    _row_lock("the team invitation", "teams.a_team_invitation_is_accepted_twice", "app.accept_team_invitation"),
    _row_lock("the brand, of who invites", "teams.an_address_is_invited_twice", "app.invite_to_team"),
    _advisory("invitations by a person", "teams.the_last_invitation_of_a_persons_day_goes_out_from_two_brands",
              "app.invite_to_team", "invitations by"),
    _advisory("invitations to an address", "teams.the_last_invitation_to_an_address_comes_from_two_brands",
              "app.invite_to_team", "invitations to"),
    # Either of the two holds this pair: the campaign is locked first, for its status.
    Mutation("the brand, of who invites an address", "strangers.an_address_is_invited_to_a_campaign_twice",
             (("app.invite_by_email", r"perform from public\.brand_profiles[^;]*;"), ("app.lock_campaign", ROW_LOCK))),
    _advisory("addresses by a person", "strangers.the_last_address_of_a_persons_day_is_invited_by_two_brands",
              "app.invite_by_email", "email invitations by"),
    _advisory("mail to an address", "strangers.the_last_mail_to_an_address_is_of_two_brands",
              "app.invite_by_email", "email invitations to"),
    _row_lock("the invitation by e-mail", "strangers.somebody_signs_up_while_their_invitation_is_withdrawn",
              "app.withdraw_email_invitation"),
    Mutation("the brand, of who makes a list", "strangers.two_lists_take_the_last_place", (OWNER_LOCK,)),
    Mutation("handles of a platform", "strangers.an_account_is_connected_while_a_file_names_it",
             (("app.link_list_entries", r"perform pg_advisory_xact_lock[^;]*;"),)),
    Mutation("both sides", "sides.a_creator_is_invited_while_they_join_the_team",
             (("app.guard_creator_side", r"perform app\.lock_sides[^;]*;"),
              ("app.guard_member_side", r"perform app\.lock_sides[^;]*;"))),
    Mutation("one export that waits", "exports.an_export_is_asked_for_twice", (), ("drop index exports_wait_once",)),
    # What holds a person's rewards is locked before: it holds this pair as well.
    Mutation("the erasure request", "erasures.an_erasure_is_done_twice",
             (REWARDS_OF_WHO_IS_ERASED, ("app.erase_user", ROW_LOCK))),
    _row_lock("the account that expires", "social.an_account_expires_while_its_person_connects_again",
              "app.settle_refusals"),
    _row_lock("the platform, of who is refused", "social.two_refusals_of_a_platform_are_weighed_together",
              "app.note_refusal", "app.weigh_refusals"),
    # Without them each waits for the other: for the campaign or the invitation, and for the account.
    Mutation("work of who is erased", "erasures.an_erasure_is_done_while_work_of_a_campaign_that_is_over_is_approved",
             (("app.erase_user", r" app\.lock_work_of\(e\.user_id\),"),)),
    _row_lock("invitations of who is erased", "erasures.an_erasure_is_done_while_its_creator_is_offered_more",
              "app.lock_work_of"),
    # The status machine and what is closed are the second guards.
    Mutation("the escrow, of who reviews and who gives up", "held_funds.work_is_approved_while_its_creator_gives_up",
             (("app.lock_escrow", ROW_LOCK),)),
    Mutation("the escrow, of who reviews and who agrees", "held_funds.work_is_approved_while_both_have_cancelled",
             (("app.lock_escrow", ROW_LOCK),)),
    Mutation("the escrow, of who reviews and time", "held_funds.work_is_approved_while_time_approves_it",
             (("app.lock_escrow", ROW_LOCK),)),
    Mutation("the escrow, of who pays and who cancels", "held_funds.a_milestone_is_paid_while_it_is_cancelled",
             (("app.lock_escrow", ROW_LOCK),)),
    Mutation("the escrow, of who pays and time", "held_funds.a_milestone_is_paid_while_its_time_is_over",
             (("app.lock_escrow", ROW_LOCK),)),
    Mutation("the escrow, of who answers and time", "deal_disputes.a_dispute_is_answered_while_time_ends_it",
             (("app.lock_escrow", ROW_LOCK), ("app.lock_deal_dispute", ROW_LOCK),
              ("app.run_dispute_timer", ROW_LOCK))),
    Mutation("the gig, of who claims", "held_funds.a_slot_is_claimed_while_its_gig_closes",
             (("app.lock_gig_as_creator", r" for share(?=;)"),)),
    Mutation("held funds, of a dispute", "freezes.work_is_approved_while_its_payment_is_disputed",
             (HELD_FUNDS,)),
    Mutation("the brand, of who opens a gig", "freezes.a_gig_is_opened_while_a_debt_arises",
             (("app.lock_held_funds", r"perform from public\.brand_profiles[^;]*;"),)),
    # The number that was read is the second guard.
    Mutation("the conversation, of who writes", "messages.two_write_at_once",
             (("app.lock_conversation", ROW_LOCK),
              ("app.put_message", r" and c\.last_seq = conversation\.last_seq"))),
    _row_lock("the conversation, of who reads", "messages.one_reads_while_the_other_writes",
              "app.lock_conversation"),
    # Without them each waits for the other: for the membership or what waits there, and for the account.
    Mutation("messages of who is erased", "forgetting.a_colleague_is_erased_while_a_message_would_take_them_in",
             (("app.erase_user", r", app\.lock_messages_of\(e\.user_id\)"),)),
    # Neither the check nor the release sees the other: who pays looks anew.
    Mutation("what a check has to hold, of who pays", "holds.a_deal_is_paid_while_its_agent_is_checked",
             (("app.make_payouts", r"and \(\s*c\.kind = 'advance'[\s\S]*?pending_holds[^)]*\)\)\s*\)"),)),
    Mutation("payouts, of a check", "holds.an_agent_is_paid_while_they_are_checked",
             (("app.recall_payouts", r"perform pg_advisory_xact_lock[^;]*;"),)),
    # Any of the three holds this pair.
    _row_lock("the commission, of who takes back and who forfeits",
              "holds.a_deal_goes_back_while_its_commission_is_forfeited",
              "app.commissions_to_reverse", "app.guard_commission", "app.reverse_commission"),
    Mutation("payouts, of a decision", "holds.an_agent_is_banned_by_a_decision_while_they_are_checked_again",
             (("app.resolve_fraud_group", r"perform pg_advisory_xact_lock[^;]*;"),)),
    Mutation("the ticket", "scans.a_ticket_is_sent_by_two_devices",
             (("app.record_scan", r"perform pg_advisory_xact_lock\([^;]*;"),)),
    Mutation("the part of a quota", "scans.the_last_of_a_quota_is_taken_by_two",
             (("app.take_scan_quota", r"\s+for no key update( skip locked)?(?=;)"),)),
    Mutation("the device, of a step", "scans.a_step_of_a_rotating_code_is_used_twice", (("app.see_device", ROW_LOCK),)),
    Mutation("the device, of who joins", "scans.a_fan_joins_an_account_while_they_scan",
             (("app.see_device", ROW_LOCK), ("app.see_device", r"perform from public\.fans[^;]*;"))),
    Mutation("the activation, of a batch", "scans.two_batches_take_the_last_of_a_quota",
             (("app.record_scans", r"perform pg_advisory_xact_lock[^;]*;"),)),
    _row_lock("the creator's profile", "social.two_accounts_of_a_creator_are_counted", "app.total_social_accounts"),
)  # fmt: skip
