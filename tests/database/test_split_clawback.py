"""app.split_clawback: what agents give of a part of a fee that goes back, to the unit."""

from itertools import pairwise
from random import Random

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("fee", "fee_left", "lefts", "parts"),
    [
        (3, 3, [1, 1], [1, 1]), (1, 3, [1, 1], [0, 0]), (1, 2, [1, 1], [1, 0]), (1, 1, [0, 1], [0, 1]),
        (50, 100, [100], [50]), (33, 100, [50, 50], [17, 16]), (1, 3, [1, 2], [0, 1]), (0, 0, [0], [0]),
        (0, 100, [50, 50], [0, 0]), (5, 100, [], []), (5, 100, [0], [0]),
        (2**62, 2**63 - 1, [2**63 - 1], [2**62]),
    ],
)  # fmt: skip
def test_it_is_in_proportion_and_the_platform_gives_what_it_has_left(
    db: Connection, fee: int, fee_left: int, lefts: list[int], parts: list[int]
) -> None:
    assert call(db, "app.split_clawback", fee, fee_left, lefts) == parts


def test_whatever_goes_back_in_whatever_parts_nobody_gives_too_much(db: Connection) -> None:
    random = Random(7)
    for _ in range(150):
        fee = random.choice([1, 2, 3, 7, 1_003, random.randint(1, 10**9)])
        first = random.randint(0, fee)
        had = random.choice(
            [[fee], [fee // 2] * 2, [first, fee - first], [first // 2, (fee - first) // 3], [0, fee]]
        )
        lefts, platform, gone = list(had), fee - sum(had), 0
        for start, end in pairwise(sorted({0, fee, *(random.randint(0, fee) for _ in range(4))})):
            parts = call(db, "app.split_clawback", end - start, fee - start, lefts)
            platforms = end - start - sum(parts)
            assert all(0 <= part <= left for part, left in zip(parts, lefts, strict=True))
            assert 0 <= platforms <= platform
            for part, left in zip(parts, lefts, strict=True):
                assert abs(part - left * (end - start) / (fee - start)) < 1
            lefts = [left - part for part, left in zip(parts, lefts, strict=True)]
            platform -= platforms
            gone += end - start
        assert (gone, lefts, platform) == (fee, [0] * len(had), 0)
