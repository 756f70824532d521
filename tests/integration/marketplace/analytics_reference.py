"""The figures of each day out of the histories alone, in plain Python: it knows no table and no ledger of ours."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from tests.integration.marketplace.job_histories import History, Row
from tests.integration.marketplace.replayed_jobs import JOINED, PAYDAYS

FEE_BASIS_POINTS = 1000
PAYOUT_MINIMUM = 1000
MONEY_COLUMNS = (
    "total_payouts", "payouts_count", "total_refunds", "refunds_count", "platform_fees", "net_revenue",
    "largest_single_payout", "largest_single_refund",
)  # fmt: skip


def day_of(moment: datetime) -> date:
    """The day (UTC) of a moment."""
    return moment.astimezone(UTC).date()


def total_of(price: int) -> int:
    """A price with the fee on top of it, rounded half up."""
    return price + (price * FEE_BASIS_POINTS + 5000) // 10000


class Job:
    """The slots of a job: what each costs, and whose it is."""

    def __init__(self, row: Row) -> None:
        budget, slots = int(row["budget"]), int(row["max_slots"])
        self.currency = row["currency"]
        self.prices = [budget // slots + (number < budget % slots) for number in range(slots)]
        self.holders: list[str | None] = [None] * slots
        self.is_closed = False

    def slot_of(self, claim: str | None) -> int:
        """The first slot that this claim has; without one, the first free one."""
        return self.holders.index(claim)


class Books:
    """Amounts by day and currency."""

    def __init__(self) -> None:
        self._amounts: defaultdict[tuple[date, str], list[int]] = defaultdict(list)

    def note(self, moment: datetime, currency: str, amount: int) -> None:
        """An amount that moved, unless it is nothing."""
        if amount:
            self._amounts[day_of(moment), currency].append(amount)

    def sums(self, day: date, currency: str) -> tuple[int, int]:
        """Sum and number."""
        found = self._amounts.get((day, currency), [])
        return sum(found), len(found)

    def largest(self, day: date, currency: str) -> int:
        """The largest; 0 without any."""
        return max(self._amounts.get((day, currency), []), default=0)


class Money:
    """What is given back, kept and paid, as the histories go on."""

    def __init__(self, history: History) -> None:
        self.jobs = {row["uid"]: Job(row) for row in history.jobs}
        self.refunds, self.fees, self.payouts = Books(), Books(), Books()
        self._earned: Counter[tuple[str, str]] = Counter()
        paydays = [(moment, "pay", Row()) for moment in PAYDAYS]
        for moment, what, row in sorted([*history.steps(), *paydays], key=lambda step: step[0]):
            if what == "pay":
                self._pay(moment)
            elif what != "attempt":
                self._step(moment, what, row, self.jobs[row.get("job_uid") or row["uid"]])

    def columns(self, day: date, currency: str) -> dict[str, int]:
        """A row of `financial_analytics`; nobody claws back, and Stripe keeps nothing, so that the fees are the net."""
        fees = self.fees.sums(day, currency)[0]
        return dict(zip(MONEY_COLUMNS, (
            *self.payouts.sums(day, currency), *self.refunds.sums(day, currency), fees, fees,
            self.payouts.largest(day, currency), self.refunds.largest(day, currency),
        ), strict=True))  # fmt: skip

    def _step(self, moment: datetime, what: str, row: Row, job: Job) -> None:
        match what:
            case "claim":
                job.holders[job.slot_of(None)] = row["uid"]
            case "approve":
                price = job.prices[job.slot_of(row["uid"])]
                self._earned[row["user_uid"], job.currency] += price
                self.fees.note(moment, job.currency, total_of(price) - price)
            case "fail":
                slot = job.slot_of(row["uid"])
                job.holders[slot] = None
                if job.is_closed:
                    self.refunds.note(moment, job.currency, total_of(job.prices[slot]))
            case "close":
                job.is_closed = True
                free = [
                    price for price, holder in zip(job.prices, job.holders, strict=True) if holder is None
                ]
                self.refunds.note(moment, job.currency, sum(total_of(price) for price in free))

    def _pay(self, moment: datetime) -> None:
        for (person, currency), amount in list(self._earned.items()):
            if amount >= PAYOUT_MINIMUM:
                self.payouts.note(moment, currency, amount)
                del self._earned[person, currency]


def use_by_day(history: History, days: list[date]) -> dict[date, dict[str, int]]:
    """Every column of `platform_analytics` but the count of events."""
    counted: dict[str, Counter[date]] = {
        "jobs_created": _days(history.jobs, "created_at"), "jobs_closed": _days(history.jobs, "closed_at"),
        "total_influencer_claims": _days(history.claims, "assigned_at"),
        "system_events_logged": _days(history.logs, "log_time"),
    }  # fmt: skip
    owners = {job["uid"]: job["creator_uid"] for job in history.jobs}
    actors: defaultdict[date, set[str]] = defaultdict(set)
    for moment, what, row in history.steps():
        actors[day_of(moment)] |= _actors(what, row, owners)
    return {
        day: {name: found[day] for name, found in counted.items()} | {
            "total_users": _people(day, ""), "total_artists": _people(day, "artist"),
            "total_influencers": _people(day, "influencer"), "active_users_daily": len(actors[day]),
        }
        for day in days
    }  # fmt: skip


def _actors(what: str, row: Mapping[str, str], owners: dict[str, str]) -> set[str]:
    match what:
        case "open" | "close":
            return {row["creator_uid"]}
        case "approve":
            return {owners[row["job_uid"]]}
        case "fail" if row["content_done_at"]:
            return {owners[row["job_uid"]], row["user_uid"]}
        case "attempt":  # it came to nothing, and is in no history
            return set()
        case _:
            return {row["user_uid"]}


def _days(rows: list[Row], column: str) -> Counter[date]:
    return Counter(day_of(datetime.fromisoformat(row[column])) for row in rows if row[column])


def _people(day: date, kind: str) -> int:
    return sum(name.startswith(kind) and day_of(joined) <= day for name, joined in JOINED.items())


def all_days(history: History) -> list[date]:
    """From the first person that came to the last day on which something happened."""
    moments = [*chain(JOINED.values(), PAYDAYS, (moment for moment, _, _ in history.steps()))]
    first, last = day_of(min(moments)), day_of(max(moments))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
