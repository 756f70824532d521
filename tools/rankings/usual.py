"""What is usual in a ranking: the medians that app.usual_engagement has from a million followers on."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tools.rankings.accounts import RankedAccount

TIERS = (0, 10_000, 100_000, 500_000, 1_000_000, 20_000_000, 10**12)


def usual(accounts: Sequence[RankedAccount]) -> list[tuple[str, int, int, float]]:
    """By platform and tier (its least followers): how many accounts, and the median of their rates."""
    rows = []
    for platform in sorted({account.platform for account in accounts}):
        for least, beyond in pairwise(TIERS):
            rates = [
                a.rate for a in accounts
                if a.platform == platform and least <= a.followers < beyond and a.rate is not None
            ]  # fmt: skip
            if rates:
                rows.append((platform, least, len(rates), median(rates)))
    return rows


def render(accounts: Sequence[RankedAccount]) -> str:
    """The medians as a table, three digits each."""
    head = "| platform | followers from | accounts | median |\n|---|---:|---:|---:|\n"
    lines = (
        f"| {platform} | {least:,} | {count:,} | {rate:.3g} |\n"
        for platform, least, count, rate in usual(accounts)
    )
    return head + "".join(lines)
