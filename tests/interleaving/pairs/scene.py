"""A running campaign to act in."""

from uuid import UUID, uuid4

from tests.factories.campaigns import make_campaign, make_deliverable, make_invitation
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import value
from tests.interleaving.exploring import Connection


class Scene:
    """A funded brand's running campaign with one deliverable of 100.00, and creators who are invited to it."""

    def __init__(self, db: Connection, *, funds: int = 50_000, **columns: object) -> None:
        self.db = db
        self.owner = make_user(db, "brand")
        self.brand = brand_of(db, self.owner)
        fund_brand(db, self.brand, funds)
        self.campaign = make_campaign(db, self.owner, status="active", **columns)
        self.deliverable = make_deliverable(db, self.campaign, compensation_amount=10_000)

    def invited(self) -> tuple[UUID, UUID]:
        """A creator and their pending invitation for 100.00."""
        creator = make_user(self.db)
        return creator, make_invitation(self.db, self.campaign, creator)

    def accepted(self) -> tuple[UUID, UUID]:
        """A creator who takes part, and the participant."""
        creator, invitation = self.invited()
        participant = self.ask_as(
            creator, "select app.accept_invitation(%s, %s)", invitation, [uuid4().hex[:7]]
        )
        return creator, participant

    def submitted(self) -> tuple[UUID, UUID]:
        """A creator and their work, which waits for its review."""
        creator, _ = self.accepted()
        work = self.ask_as(
            creator, "select app.submit_content(%s, %s, 1, 'text', null, null, 'A poem')", self.campaign,
            self.deliverable,
        )  # fmt: skip
        return creator, work

    def require_whole(self) -> None:
        """The books agree, nobody is in an ended campaign, and nothing is reserved for nobody."""
        reserved = balance(
            self.db, account(self.db, "campaign_reserved", brand_id=self.brand, campaign_id=self.campaign)
        )
        status, counted, held, active, waiting = self.db.execute(
            "select c.status, c.budget_reserved, (select coalesce(sum(r.amount - r.spent - r.released), 0)"
            "   from campaign_budget_reservations as r where r.campaign_id = c.id),"
            " (select count(*) from campaign_participants as p where p.campaign_id = c.id and p.status = 'active'),"
            " (select count(*) from creator_submissions as s where s.campaign_id = c.id"
            "   and s.status = 'pending_review')"
            " from campaigns as c where c.id = %s",
            (self.campaign,),
        ).fetchone() or ("", 0, 0, 0, 0)
        assert reserved == counted == held
        if status in ("completed", "cancelled"):
            assert active == 0
            assert held == 0 or waiting > 0

    def statuses(self, table: str) -> list[str]:
        """The statuses of the campaign's rows in a table, sorted."""
        rows = self.db.execute(
            f"select status from {table} where campaign_id = %s order by status".encode(), (self.campaign,)
        )
        return [row[0] for row in rows]

    def ask_as(self, user: UUID, query: str, *parameters: object) -> UUID:
        """The answer of a function that asks who calls it."""
        with self.db.transaction():
            self.db.execute("select set_config('request.user_id', %s, true)", (str(user),))
            found: UUID = value(self.db, query, *parameters)
        return found
