"""app.commission_part: what of a payout that comes back is owed as commissions."""

from itertools import pairwise

import pytest

from tests.typing import Connection


def part(db: Connection, amount: int, commissions: int, total: int) -> int:
    row = db.execute(
        "select app.commission_part(jsonb_populate_record(null::payouts, jsonb_build_object("
        "'amount', %s::bigint, 'commission_amount', %s::bigint)), %s)",
        (amount, commissions, total),
    ).fetchone()
    assert row is not None
    found: int = row[0]
    return found


@pytest.mark.parametrize(
    ("amount", "commissions", "total", "expected"),
    [
        (10_000, 3_333, 1, 0), (10_000, 3_333, 9_999, 3_332), (10_000, 3_333, 10_000, 3_333),
        (10_000, 0, 5_000, 0), (10_000, 10_000, 5_000, 5_000),
        (700, 1_000, 700, 700), (700, 1_000, 10, 10), (700, -300, 700, 0),
        (9_000_000_000_000, 6_000_000_000_000, 3_000_000_000_000, 2_000_000_000_000),
    ],
)  # fmt: skip
def test_it_is_in_proportion_and_of_the_kind_that_was_paid(
    db: Connection, amount: int, commissions: int, total: int, expected: int
) -> None:
    assert part(db, amount, commissions, total) == expected


def test_parts_never_go_down_and_end_with_the_whole(db: Connection) -> None:
    for amount, commissions in ((97, 13), (97, 84), (2, 1), (1, 0), (1, 1)):
        parts = [part(db, amount, commissions, total) for total in range(amount + 1)]
        assert {later - earlier for earlier, later in pairwise(parts)} <= {0, 1}
        assert (parts[0], parts[-1]) == (0, commissions)
