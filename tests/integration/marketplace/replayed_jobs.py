"""The histories of jobs, done again by the functions and doors that people use, and moved to when they happened.

A step happens now, because nothing of ours takes a time from its caller. So each notes when it began, and in the end
every time that the database wrote down is put back to the moment of its step.
"""

from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from tests.actors import Person
from tests.factories.deals import Market, act, approve, claim, open_gig, reject, submit
from tests.factories.ledger import fund_brand
from tests.factories.money import connect_account
from tests.factories.people import brand_of, make_user
from tests.integration.marketplace.conftest import send
from tests.integration.marketplace.job_histories import ARTISTS, FIRST, INFLUENCERS, History, Row
from tests.typing import Connection

FUNDS = 10**9
JOINED = {
    **{f"artist-{n}": FIRST - timedelta(hours=5 * n + 1) for n in range(ARTISTS)},
    **{f"influencer-{n}": FIRST - timedelta(hours=3 * n + 1) for n in range(INFLUENCERS)},
}
"""When each person came."""
PAYDAYS = tuple(FIRST + timedelta(days=7 * week + 6, hours=5, minutes=30) for week in range(10))
TIMES: dict[LiteralString, tuple[LiteralString, ...]] = {
    "auth.users": ("created_at",), "user_roles": ("created_at",), "audit_logs": ("created_at",),
    "gigs": ("created_at", "closed_at"), "deals": ("created_at",),
    "escrow_events": ("created_at",), "blocked_attempts": ("at",), "payouts": ("created_at", "paid_at"),
    "ledger.transactions": ("created_at",), "ledger.entries": ("created_at",),
}  # fmt: skip


class Replay:
    """The people of the histories, and what became of each job and claim."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.people: dict[str, UUID] = {}
        self.brands: dict[str, UUID] = {}
        self.gigs: dict[str, UUID] = {}
        self.escrows: dict[str, UUID] = {}
        self.works: dict[str, UUID] = {}
        db.execute("create temp table steps (began timestamptz primary key, moment timestamptz)")

    def run(self, history: History) -> None:
        """Everything in its order."""
        for name, moment in sorted(JOINED.items(), key=lambda joined: joined[1]):
            self._begin(moment)
            self._join(name)
        owners = {job["uid"]: job["creator_uid"] for job in history.jobs}
        paydays = [(moment, "pay", Row()) for moment in PAYDAYS]
        for moment, what, row in sorted([*history.steps(), *paydays], key=lambda step: step[0]):
            self._begin(moment)
            self._do(what, row, owners)

    def put_back(self) -> None:
        """Every time of the database to the moment of the step in which it was written."""
        self.db.execute("set session_replication_role = replica")
        for table, columns in TIMES.items():
            for column in columns:
                self.db.execute(
                    f"update {table} as t set {column} = (select s.moment from steps as s"
                    f" where s.began <= t.{column} order by s.began desc limit 1) where t.{column} is not null"
                )
        self.db.execute("set session_replication_role = origin")

    def _begin(self, moment: datetime) -> None:
        self.db.execute("insert into steps values (clock_timestamp(), %s)", (moment,))

    def _join(self, name: str) -> None:
        if name.startswith("influencer"):
            self.people[name] = make_user(self.db)
            connect_account(self.db, self.people[name])
            return
        self.people[name] = make_user(self.db, "brand")
        self.brands[name] = brand_of(self.db, self.people[name])
        for currency in ("usd", "eur", "jpy"):
            fund_brand(self.db, self.brands[name], FUNDS, currency=currency)

    def _do(self, what: str, row: Row, owners: dict[str, str]) -> None:
        match what:
            case "open":
                owner = row["creator_uid"]
                market = Market(self.people[owner], self.brands[owner], self.people[owner])
                self.gigs[row["uid"]] = open_gig(
                    self.db, market, budget=int(row["budget"]), slots=int(row["max_slots"]),
                    currency=row["currency"],
                )  # fmt: skip
            case "close":
                act(self.db, self.people[row["creator_uid"]], "select app.end_gig(%s)", self.gigs[row["uid"]])
            case "pay":
                self._pay()
            case "attempt":
                escrow = self.escrows[row["influencer_job_uid"]]
                refused = Person(self.people[row["source_uid"]], send).refused(
                    "POST", f"/escrows/{escrow}/recall"
                )
                assert refused == (409, "STEP_NOT_ALLOWED")
            case _:
                self._work(what, row, self.people[row["user_uid"]], self.people[owners[row["job_uid"]]])

    def _work(self, what: str, row: Row, influencer: UUID, artist: UUID) -> None:
        uid = row["uid"]
        match what:
            case "claim":
                self.escrows[uid] = claim(self.db, self.gigs[row["job_uid"]], influencer)
            case "submit":
                self.works[uid] = submit(self.db, self.escrows[uid], influencer)
            case "approve":
                approve(self.db, self.escrows[uid], artist, self.works[uid])
            case "fail":
                if row["content_done_at"]:
                    reject(self.db, self.escrows[uid], artist, self.works[uid])
                act(self.db, influencer, "select app.refund_held(%s)", self.escrows[uid])

    def _pay(self) -> None:
        """All that was earned until now: as of a day on which no hold is left."""
        batch = act(self.db, None, "select app.prepare_payouts(now() + interval '30 days')")
        for (payout,) in self.db.execute("select id from payouts where batch_id = %s", (batch,)).fetchall():
            act(self.db, None, "select app.settle_payout(%s, %s)", payout, f"tr_{payout}")
