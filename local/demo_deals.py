"""The demo's marketplace: gigs, applications, deals and held funds in every state that lasts."""

from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from local.demo_acting import Story

PRICES = (25_000, 15_001)
TERMS = {"description": "Our tea, at home.", "revision_limit": 2, "review_hours": 72}


@dataclass(frozen=True)
class Trade:
    """A brand, its owner, and who is offered its deals."""

    story: Story
    owner: UUID
    brand: UUID
    creator: UUID

    def offer(self, title: str, *prices: int, keep_live_days: int = 0) -> UUID:
        """An offer with a milestone for each price (cents); the deal."""
        parts = [
            {"title": f"{title}, part {at}", "price": price, "due_days": 14}
            for at, price in enumerate(prices, 1)
        ]
        with self.story.acting(self.owner):
            deal: UUID = self.story.value(
                "select app.offer_deal(%s, %s, 'usd', %s, %s, %s)", self.brand, self.creator, title,
                Jsonb(TERMS | {"keep_live_days": keep_live_days}), Jsonb(parts),
            )  # fmt: skip
        return deal

    def deal(self, title: str, *prices: int, keep_live_days: int = 0) -> list[UUID]:
        """An offer that was accepted; its held funds in turn, the first of them paid."""
        deal = self.offer(title, *prices, keep_live_days=keep_live_days)
        self.by_creator("select app.accept_offer(%s)", deal)
        return escrows_of(self.story, deal)

    def by_creator(self, query: LiteralString, *parameters: object) -> UUID | None:
        """What the creator does."""
        with self.story.acting(self.creator):
            found: UUID | None = self.story.value(query, *parameters)
        return found

    def by_brand(self, query: LiteralString, *parameters: object) -> UUID | None:
        """What the brand's owner does."""
        with self.story.acting(self.owner):
            found: UUID | None = self.story.value(query, *parameters)
        return found

    def hand_in(self, escrow: UUID, code: str) -> UUID | None:
        """Work behind an address; the submission."""
        address = f"https://www.instagram.com/p/{code}/"
        return self.by_creator("select app.hand_in_work(%s, 'url', %s, null, 'Here it is.')", escrow, address)


def make_deals(story: Story) -> None:
    """The demo brand and the demo creator, then the second brand and its gigs."""
    for number in (0, 1):
        trade = Trade(
            story, story.brands[number], brand_of(story, story.brands[number]), story.creators[number]
        )
        _answer_offers(trade)
        _work(trade, number)
        _pay(trade)
        _post_gigs(trade, story.creators[2:])


def escrows_of(story: Story, deal: UUID) -> list[UUID]:
    """The held funds of a deal, in the order of its milestones."""
    rows = story.db.execute(
        "select e.id from escrows as e inner join deal_milestones as m on m.id = e.milestone_id"
        " where e.deal_id = %s order by m.number", (deal,),
    )  # fmt: skip
    return [row[0] for row in rows.fetchall()]


def brand_of(story: Story, owner: UUID) -> UUID:
    """The brand that somebody owns."""
    brand: UUID = story.value("select brand_id from brand_memberships where user_id = %s", owner)
    return brand


def _answer_offers(trade: Trade) -> None:
    """Offers that wait, and those of which nothing came."""
    trade.offer("A series about tea", *PRICES)
    trade.by_creator("select app.decline_offer(%s)", trade.offer("A podcast", 9_000))
    trade.by_brand("select app.cancel_deal(%s)", trade.offer("A song", 9_000))
    late = trade.offer("A painting", 9_000)
    trade.story.db.execute(
        "select app.end_by_time('offer', %s, now())", (late,)
    )  # nobody waits a week for a demo


def _work(trade: Trade, number: int) -> None:
    """Deals at each stop of the way from held money to its end."""
    trade.deal("A story about our shop", *PRICES)  # the first is held, the second waits for its turn
    [begun] = trade.deal("A morning with tea", 20_000)
    trade.by_creator("select app.start_work(%s)", begun)
    at_work = {
        title: trade.deal(title, 12_000)[0] for title in ("Unboxing", "A tasting", "A recipe", "A quarrel")
    }
    works = {
        title: trade.hand_in(escrow, f"DEMO{number}{place}")
        for place, (title, escrow) in enumerate(at_work.items())
    }
    trade.by_brand("select app.open_review(%s)", at_work["A tasting"])
    rejection = "select app.review_work(%s, %s, 'rejected', 'quality', 'A little brighter, please.')"
    trade.by_brand(rejection, at_work["A recipe"], works["A recipe"])
    trade.by_brand("select app.open_review(%s)", at_work["A quarrel"])
    dispute = trade.by_brand(
        "select app.open_deal_dispute(%s, 'quality', 'One cannot see the tea.', 3000)", at_work["A quarrel"]
    )
    answer = "select app.answer_deal_dispute(%s, 'It is behind the cup, as agreed.', 12000)"
    trade.by_creator(answer, dispute)
    [kept] = trade.deal("A post that stays", 30_000, keep_live_days=14)
    trade.by_brand("select app.review_work(%s, %s, 'approved')", kept, trade.hand_in(kept, f"DEMO{number}9"))


def _pay(trade: Trade) -> None:
    """Deals that are paid, given back, called off, or that wait for a card."""
    first, second = trade.deal("A film in two parts", 50_000, 30_001)
    trade.by_brand("select app.review_work(%s, %s, 'approved')", first, trade.hand_in(first, "DEMOFILM"))
    trade.by_brand("select app.cancel_escrow(%s)", second)
    [unworked] = trade.deal("A visit to our garden", 18_000)
    trade.by_creator("select app.refund_held(%s)", unworked)
    for title, comes in (("Paid by card", True), ("Paid by a card without money", False)):
        _, later = trade.deal(title, 1_000, 2_000)
        deposit = trade.by_brand("select app.begin_card_payment(%s)", later)
        _remember_intent(trade.story, deposit, 2_200)
        if not comes:
            with trade.story.acting(None):
                trade.story.value("select app.close_deposit(%s, 'failed', 'card_declined')", deposit)
                trade.story.value("select app.settle_card_payment(%s, now())", later)


def _remember_intent(story: Story, deposit: UUID | None, amount: int) -> None:
    """The intent of a deposit (cents) at the stub of Stripe, where the jobs ask for it."""
    intent = f"pi_stub_{deposit.hex}" if deposit else ""
    body = {
        "id": intent, "status": "requires_payment_method", "amount": amount, "amount_received": 0, "currency": "usd",
        "customer": None, "charge_id": None, "deposit_id": str(deposit), "failure": None, "looks": 0,
    }  # fmt: skip
    story.db.execute(
        "insert into payment_stub_objects (id, kind, idempotency_key, body) values (%s, 'payment_intent', %s, %s)",
        (intent, f"demo-{deposit}", Jsonb(body)),
    )
    with story.acting(None):
        story.value("select app.note_stripe_reference(%s, %s)", deposit, intent)


def _post_gigs(trade: Trade, others: list[UUID]) -> None:
    """A gig in each state; of the open ones, one is claimed and one is applied to."""
    _gig(trade, "A gig that is not ready", mode="application")
    unwanted = _gig(trade, "A gig that nobody wanted", mode="claim")
    trade.by_brand("select app.open_gig(%s)", unwanted)
    trade.by_brand("select app.end_gig(%s, 'We think again.')", unwanted)
    paused = _gig(trade, "A gig that waits for spring", mode="application")
    trade.by_brand("select app.open_gig(%s)", paused)
    trade.by_brand("select app.pause_gig(%s)", paused)
    done = _gig(trade, "A picture with our cup", mode="claim")
    claimed = _gig(trade, "A picture with our tin", mode="claim")
    for gig in (done, claimed):
        trade.by_brand("select app.open_gig(%s)", gig)
        trade.by_creator("select app.claim_slot(%s)", gig)
    trade.by_brand("select app.end_gig(%s, 'We have our picture.')", done)
    asked = _gig(trade, "A film of our tea house", mode="application")
    trade.by_brand("select app.open_gig(%s)", asked)
    _apply(trade, asked, others)


def _gig(trade: Trade, title: str, *, mode: str) -> UUID:
    """A draft: three slots of 30.01 together, or an application for 5.00 to 100.00."""
    prices = (500, 10_000) if mode == "application" else (None, None)
    with trade.story.acting(trade.owner):
        gig: UUID = trade.story.value(
            "insert into gigs (brand_id, created_by, mode, title, description, currency, slots_total, price_min,"
            " price_max) values (%s, auth.uid(), %s, %s, 'In daylight, please.', 'usd', 3, %s, %s) returning id",
            trade.brand, mode, title, *prices,
        )  # fmt: skip
        trade.story.db.execute(
            "insert into gig_budgets (gig_id, brand_id, budget_total) values (%s, %s, %s)",
            (gig, trade.brand, 3_001 if mode == "claim" else None),
        )
    return gig


def _apply(trade: Trade, gig: UUID, others: list[UUID]) -> None:
    """The creator is taken; of five others one waits, and each of the rest had another answer, or none."""

    def apply(creator: UUID) -> UUID:
        with trade.story.acting(creator):
            made: UUID = trade.story.value(
                "select app.apply_to_gig(%s, 'I know the house.', 2500, '[]')", gig
            )
        return made

    taken, _, likely, unlikely, late, shy = [apply(creator) for creator in (trade.creator, *others[:5])]
    trade.by_brand("select app.answer_application(%s, 'approved')", taken)
    trade.by_brand("select app.answer_application(%s, 'shortlisted')", likely)
    trade.by_brand("select app.answer_application(%s, 'rejected', 'audience', 'Another time.')", unlikely)
    trade.story.db.execute("select app.end_by_time('application', %s, now())", (late,))
    with trade.story.acting(others[4]):
        trade.story.value("select app.withdraw_application(%s)", shy)
