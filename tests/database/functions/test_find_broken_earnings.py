"""app.find_broken_earnings: reservations, budgets, earnings, approved work and payouts against each other."""

from typing import LiteralString

import pytest

from tests.database.functions.money_history import found, make_history, tamper
from tests.factories.money import Deal, make_submission
from tests.typing import Connection

RESERVED, RELEASED = "reservation holds what was reserved", "reservation lost what was released"
RESERVATIONS, SPENT = "reservations equal the campaign budget", "campaign spent what was earned"
FEE, PAYOUT = "earning pays the fee of its entry", "payout equals its earnings"

TAMPERED: dict[str, tuple[LiteralString, list[tuple[str, int, int]]]] = {
    "a campaign's budget": (
        "update campaigns set budget_reserved = budget_reserved - 1", [(RESERVATIONS, 4_999, 5_000)],
    ),
    "a lost reservation": ("delete from campaign_budget_reservations", [(RESERVATIONS, 5_000, 0)]),
    "a reservation of more of which more was released": (
        "update campaign_budget_reservations set amount = amount + 1, released = released + 1",
        [(RESERVED, 76_000, 76_001), (RELEASED, 1_000, 1_001)],
    ),
    "a reservation of which less was spent": (
        "update campaign_budget_reservations set spent = spent - 1, released = released + 1",
        [(RELEASED, 1_000, 1_001), ("reservation spent what was earned", 70_000, 69_999)],
    ),
    "what a campaign spent": (
        "update campaigns set budget_spent = budget_spent - 1", [(SPENT, 67_778, 67_777)],
    ),
    "gross and fee of an earning": (
        "update earnings set gross_amount = gross_amount + 1, fee_amount = fee_amount + 1 where kind = 'clawback'",
        [(SPENT, 67_779, 67_778), (FEE, -222, -221)],
    ),
    "fees of two earnings that make up for each other": (
        ("update earnings set gross_amount = gross_amount + d, fee_amount = fee_amount + d"
        " from (values ('clawback', 1), ('earned', -1)) as v (k, d) where kind = k and payout_id is null"),
        [(FEE, -222, -221), (FEE, 1_000, 999), ("reservation spent what was earned", 69_999, 70_000)],
    ),
    "work that was paid and is rejected": (
        ("update creator_submissions set status = 'rejected' where id = (select submission_id from earnings"
        " where kind = 'earned' order by id limit 1)"),
        [("earning is for approved work", 1, 0)],
    ),
    "a paid payout": ("update payouts set amount = amount + 1 where status = 'paid'", [(PAYOUT, 27_000, 27_001)]),
    "an earning slipped into a payout": (
        ("update earnings set payout_id = (select id from payouts where status = 'pending') where payout_id is null"
        " and kind = 'earned'"),
        [(PAYOUT, 40_000, 31_000)],
    ),
    "a payout said to have failed": (
        "update payouts set status = 'failed', failure_reason = 'x' where status = 'pending'",
        [(PAYOUT, 31_000, 31_000)],
    ),
    "an earning said to be paid": (
        "update earnings set status = 'paid', paid_at = now() where kind = 'returned'",
        [("earning is paid when its payout is", 0, 1)],
    ),
    "what came back of a payout": (
        "update payouts set reversed_amount = 0 where status = 'paid'", [("payout knows what came back", 4_000, 0)],
    ),
}  # fmt: skip


def test_what_agrees_has_no_findings(db: Connection, deal: Deal) -> None:
    make_history(db, deal)
    assert found(db, "app.find_broken_earnings") == []


@pytest.mark.parametrize("case", TAMPERED)
def test_each_rule_finds_what_breaks_it(db: Connection, deal: Deal, case: str) -> None:
    make_history(db, deal)
    statement, findings = TAMPERED[case]
    assert tamper(db, statement)
    assert sorted(found(db, "app.find_broken_earnings")) == sorted(findings)


@pytest.mark.parametrize(
    ("agreed", "findings"), [(5_000, [("approved work has its earning", 5_000, 0)]), (0, [])]
)
def test_approved_work_without_an_earning_is_found_where_something_was_agreed(
    db: Connection, deal: Deal, agreed: int, findings: list[tuple[str, int, int]]
) -> None:
    db.execute("update campaign_participants set budget_allocated = %s", (agreed,))
    work = make_submission(db, deal)
    assert found(db, "app.find_broken_earnings") == []
    assert tamper(db, "update creator_submissions set status = 'approved'")
    assert found(db, "app.find_broken_earnings") == findings
    db.execute("select app.reserve_budget(%s, 5000), app.spend_budget(%s, 5000)", (deal.participant, work))
    assert found(db, "app.find_broken_earnings") == []
