"""What both sides of held funds do in a random history, while disputes and debts hold them up or take them back."""

from collections.abc import Callable
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from tests.factories.deals import act, submit
from tests.integration.payments.history_scene import Earning, Purse, Scene

REFUSED = ("IK001", "IK003", "IK008")
"""It is over, frozen, or too late."""


def hold(scene: Scene) -> None:
    """A creator accepts an offer; its money is held, if the wallet has it."""
    purse, deal = scene.dice.choice(scene.deals)
    milestones = Jsonb([{"title": "All", "price": scene.dice.randint(100, 15_000), "due_days": 14}])
    offer = "select app.offer_deal(%s, %s, %s, 'A post', '{\"review_hours\": 72}', %s)"
    made = act(scene.db, deal.owner, offer, purse.brand, deal.creator, purse.currency, milestones)
    act(scene.db, deal.creator, "select app.accept_offer(%s)", made)


def _some(scene: Scene, *statuses: str) -> tuple[UUID, Purse, UUID] | None:
    """Held funds in one of these statuses, with the purse that they are of and their creator."""
    rows = scene.db.execute(
        "select id, brand_id, currency, creator_user_id from escrows where status = any(%s) order by id",
        (list(statuses),),
    ).fetchall()
    if not rows:
        return None
    escrow, brand, currency, creator = scene.dice.choice(rows)
    return escrow, next(one for one in scene.purses if one.key == (brand, currency)), creator


def hand_in(scene: Scene) -> None:
    """A creator delivers."""
    if found := _some(scene, "locked", "work_in_progress"):
        _try(lambda: submit(scene.db, found[0], found[2]))


def give_up(scene: Scene) -> None:
    """A creator gives up."""
    if found := _some(scene, "locked", "work_submitted"):
        _try(lambda: act(scene.db, found[2], "select app.refund_held(%s)", found[0]))


def pay_work(scene: Scene) -> None:
    """A brand approves what was handed in."""
    found = _some(scene, "work_submitted")
    if found is None:
        return
    escrow, purse, creator = found
    owner = next(deal.owner for _, deal in scene.deals if deal.brand == purse.brand)
    if not _try(lambda: act(scene.db, owner, "select app.release_held(%s)", escrow)):
        return
    paid = "select id, amount, gross_amount from earnings where escrow_id = %s"
    earning, net, gross = scene.db.execute(paid, (escrow,)).fetchone() or (escrow, 0, 0)
    scene.asked.spent[purse.key] += gross
    scene.asked.earned[creator, purse.currency] += net
    scene.asked.revenue[purse.currency] += gross - net
    scene.earnings.append(Earning(earning, purse, creator, net, gross - net))


def _try(step: Callable[[], object]) -> bool:
    try:
        step()
    except psycopg.Error as error:
        if error.sqlstate not in REFUSED:
            raise
        return False
    return True
