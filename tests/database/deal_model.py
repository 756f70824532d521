"""What twenty milestones should do: the model that random people are held to, in steps of sides, of us, and of time."""

from dataclasses import dataclass, field
from uuid import UUID

FUNDS = 10_000_000
AT_WORK = ("work_in_progress", "work_submitted", "under_review", "rejected")
STEPS: dict[str, tuple[str, dict[str, str]]] = {
    "pay": ("brand", {"pending_payment": "locked", "failed": "locked"}),
    "start": ("creator", {"locked": "work_in_progress", "rejected": "work_in_progress"}),
    "submit": ("creator", dict.fromkeys(("locked", "work_in_progress", "rejected"), "work_submitted")),
    "recall": ("creator", {"work_submitted": "work_in_progress"}),
    "open": ("brand", {"work_submitted": "under_review", "under_review": "under_review"}),
    "approve": ("brand", {"work_submitted": "released", "under_review": "released"}),
    "reject": ("brand", {"work_submitted": "rejected", "under_review": "rejected"}),
    "give_up": ("creator", dict.fromkeys(("locked", *AT_WORK), "refunded")),
    "cancel": ("brand", {"pending_payment": "cancelled", "failed": "cancelled", "locked": "refunded"} | {
        one: one for one in AT_WORK  # it asks the other side
    }),
    "dispute": ("creator", dict.fromkeys(("work_in_progress", "under_review", "rejected"), "disputed")),
}  # fmt: skip
CALLS = {
    "pay": "select app.pay_escrow(%(e)s)", "start": "select app.start_work(%(e)s)",
    "submit": "select app.hand_in_work(%(e)s, 'text', null, null, 'x')", "recall": "select app.recall_work(%(e)s)",
    "open": "select app.open_review(%(e)s)", "give_up": "select app.refund_held(%(e)s)",
    "approve": "select app.review_work(%(e)s, %(w)s, 'approved')",
    "reject": "select app.review_work(%(e)s, %(w)s, 'rejected', 'quality')",
    "cancel": "select app.cancel_escrow(%(e)s)",
    "dispute": "select app.open_deal_dispute(%(e)s, 'other', 'x', %(ask)s)",
    "answer": "select app.answer_deal_dispute(%(d)s, 'x', %(bid)s)",
    "propose": "select app.propose_split(%(d)s, %(bid)s)", "accept": "select app.accept_split(%(d)s, %(stands)s)",
    "withdraw": "select app.withdraw_deal_dispute(%(d)s)",
    "resolve": "select app.resolve_deal_dispute(%(d)s, %(cut)s, 'x')",
    "appeal": "select app.appeal_deal_dispute(%(d)s, 'x')",
}  # fmt: skip
IN_DISPUTE = {"answer": "brand", "propose": "brand", "accept": "creator", "withdraw": "creator", "resolve": "admin",
              "appeal": "creator"}  # fmt: skip
"""Whose the steps of a dispute are; the creator has opened it."""
REVIEWED = ("submit", "open", "dispute")
STORIES: tuple[tuple[str, ...], ...] = (
    ("start", "dispute", "answer", "resolve", "wait"), ("start", "dispute", "answer", "wait", "wait", "wait", "wait"),
    (*REVIEWED, "wait"), (*REVIEWED, "propose", "accept"), (*REVIEWED, "answer", "withdraw", "dispute", "withdraw"),
    (*REVIEWED, "answer", "resolve", "appeal", "resolve"), (*REVIEWED, "answer", "resolve", "appeal", "wait"),
    ("submit", "reject", "dispute", "answer", "resolve", "accept"), ("start", "submit", "recall", "dispute", "answer"),
)  # fmt: skip
"""What one of a thousand random walks would come to by itself."""
BY_TIME = {
    "cancel": "cancelled", "refund_unstarted": "refunded", "refund_late": "refunded", "open_review": "under_review",
    "approve": "released", "refund_rejected": "refunded", "end_hold": "refunded",
}  # fmt: skip
HELD = {"locked", "disputed", *AT_WORK}


@dataclass
class Quarrel:
    """The dispute of a milestone: where it came from, what both want, whose proposal stands."""

    came_from: str
    status: str = "open"
    has_proposal: bool = False
    """Of the brand."""
    has_appeal: bool = False


@dataclass
class Model:
    """The status of each milestone, in turn, of each deal, and what the wallet has left."""

    price: dict[UUID, int] = field(default_factory=dict)
    status: dict[UUID, str] = field(default_factory=dict)
    deals: list[list[UUID]] = field(default_factory=list)
    revisions: dict[UUID, int] = field(default_factory=dict)
    works: dict[UUID, int] = field(default_factory=dict)
    """Handed in, and not taken back."""
    quarrels: dict[UUID, Quarrel] = field(default_factory=dict)
    withdrawn: set[UUID] = field(default_factory=set)
    paid: dict[UUID, int] = field(default_factory=dict)

    def ask(self, escrow: UUID) -> int:
        """What the creator wants in a dispute."""
        return self.price[escrow] * 3 // 4

    def bid(self, escrow: UUID) -> int:
        """What the brand answers and proposes."""
        return self.price[escrow] // 3

    def cut(self, escrow: UUID) -> int:
        """What an administrator decides."""
        return self.price[escrow] // 2

    def expect(self, escrow: UUID, step: str) -> str | None:
        """The status after a step; None where it is refused."""
        if step in IN_DISPUTE:
            if self.status[escrow] != "disputed":
                return None
            judged = step in ("resolve", "appeal")
            return self._judge(escrow, step) if judged else self._settle(escrow, step)
        after = STEPS[step][1].get(self.status[escrow])
        if self.status[escrow] == "rejected" and step in ("start", "submit"):
            if self.revisions.get(escrow, 0) >= 2:
                return None
            self.revisions[escrow] = self.revisions.get(escrow, 0) + 1
        if after and step in ("submit", "recall"):
            self.works[escrow] = self.works.get(escrow, 0) + (1 if step == "submit" else -1)
        if after == "disputed":
            self.quarrels[escrow] = Quarrel(self.status[escrow])
        return after

    def _settle(self, escrow: UUID, step: str) -> str | None:
        quarrel = self.quarrels[escrow]
        match step, quarrel.status:
            case "answer", "open":
                quarrel.status, quarrel.has_proposal = "answered", True
                return (
                    self.pay(escrow, self.bid(escrow)) if self.bid(escrow) == self.ask(escrow) else "disputed"
                )
            case "propose", _:
                if not quarrel.has_proposal and self.bid(escrow) == self.ask(escrow):
                    return self.pay(escrow, self.bid(escrow))
                quarrel.has_proposal = True
                return "disputed"
            case "accept", _ if quarrel.has_proposal:
                return self.pay(escrow, self.bid(escrow))
            case "withdraw", "open" | "answered" if escrow not in self.withdrawn:
                self.withdrawn.add(escrow)
                return quarrel.came_from
        return None

    def _judge(self, escrow: UUID, step: str) -> str | None:
        quarrel = self.quarrels[escrow]
        match step, quarrel.status:
            case "resolve", "answered":
                quarrel.status = "decided"
                return "disputed"
            case "resolve", "decided" if quarrel.has_appeal:
                return self.pay(escrow, self.cut(escrow))
            case "appeal", "decided" if not quarrel.has_appeal:
                quarrel.has_appeal = True
                return "disputed"
        return None

    def let_time_pass(self, escrow: UUID, step: str) -> str | None:
        """The status after what time does; None where it stays."""
        match step:
            case "decide":
                return self.pay(escrow, self.ask(escrow))
            case "settle_between":
                mean = (self.ask(escrow) + self.bid(escrow)) // 2
                return self.pay(escrow, mean if self.works.get(escrow) else 0)
            case "carry_out" | "uphold":
                return self.pay(escrow, self.cut(escrow))
        return BY_TIME.get(step)

    def pay(self, escrow: UUID, amount: int) -> str:
        """So much to the creator, the rest back; the status after it."""
        self.paid[escrow] = amount + (amount * 1_000 + 5_000) // 10_000
        return "released" if amount else "refunded"

    def total(self, escrow: UUID) -> int:
        """Price and fee."""
        return self.price[escrow] + (self.price[escrow] * 1_000 + 5_000) // 10_000

    def move(self, escrow: UUID, after: str) -> None:
        """A step, and what follows for later milestones."""
        self.status[escrow] = after
        if after in ("refunded", "cancelled"):
            (deal,) = [deal for deal in self.deals if escrow in deal]
            for later in deal[deal.index(escrow) + 1 :]:
                if self.status[later] in ("pending_payment", "failed"):
                    self.status[later] = "cancelled"

    def wallet(self) -> tuple[int, int]:
        """Available and held."""
        held = sum(self.total(one) for one, status in self.status.items() if status in HELD)
        spent = sum(
            self.paid.get(one, self.total(one)) for one, status in self.status.items() if status == "released"
        )
        return FUNDS - held - spent, held
