"""Every figure, worked out from what the story did: plain arithmetic, which asks nobody."""

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal

from tools.story.deeds import COUNTED, Agreement, Deeds, Kind, Order
from tools.story.plot import DOLLARS_FOR_A_EURO, FEE_BASIS_POINTS, PIECES

Number = int | Decimal | None
Figures = dict[tuple[str, str], Number]
"""Section and name of a figure, and what it is; None where there is nothing to divide by. Money: minor units."""
CAMPAIGN = "Campaign"


def work_out(deeds: Deeds) -> Figures:
    """All figures of a story that was played to its end."""
    figures = _at_the_acceptance(deeds) | _after_the_reviews(deeds) | _at_the_end(deeds)
    figures |= visitors(deeds, CAMPAIGN, deeds.agreements)
    for creator in deeds.agreements:
        figures |= visitors(deeds, creator, [creator])
    return figures


def quotient(above: int, below: int, digits: int = 0) -> Number:
    """`above` / `below`, rounded once, halves up; None where there is nothing to divide by."""
    if below == 0:
        return None
    return (Decimal(above) / Decimal(below)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def piece(agreement: Agreement, unit: int) -> int:
    """What one of equal pieces is paid, before the fee; minor units. The last one gets what does not divide."""
    share = agreement.amount // PIECES
    return share if unit < PIECES else agreement.amount - share * (PIECES - 1)


def fee(gross_cents: int) -> int:
    """What the platform keeps of it."""
    return (gross_cents * FEE_BASIS_POINTS + 5_000) // 10_000


def spent(agreement: Agreement) -> int:
    """What the brand pays for the approved pieces, in minor units."""
    return sum(piece(agreement, unit) for unit in agreement.approved)


def earned(agreement: Agreement, units: Iterable[int]) -> int:
    """What the creator gets for these pieces, in minor units: the fee is taken of each, and rounded there."""
    return sum(piece(agreement, unit) - fee(piece(agreement, unit)) for unit in units)


def _at_the_acceptance(deeds: Deeds) -> Figures:
    """Money is reserved, none is spent."""
    promised = sum(agreement.amount for agreement in deeds.agreements.values())
    figures: Figures = {
        ("Wallet, paid in", "available"): sum(deeds.deposits),
        ("Wallet, all aboard", "available"): sum(deeds.deposits) - promised,
        ("Wallet, all aboard", "reserved"): promised,
        ("Wallet, all aboard", "reserved by the campaign"): promised,
    }
    for creator, agreement in deeds.agreements.items():
        figures["Promise", f"{creator}: fee, basis points"] = FEE_BASIS_POINTS
        figures["Promise", f"{creator}: gross"] = agreement.amount
        figures["Promise", f"{creator}: net"] = earned(agreement, range(1, PIECES + 1))
    return figures


def _after_the_reviews(deeds: Deeds) -> Figures:
    """A part is spent; the rest is reserved until the campaign ends, and what was earned is on hold."""
    agreements = deeds.agreements.values()
    figures: Figures = {
        ("Wallet, work reviewed", "reserved"): sum(one.amount - spent(one) for one in agreements),
        ("Wallet, work reviewed", "spent by the campaign"): sum(map(spent, agreements)),
    }
    for creator, agreement in deeds.agreements.items():
        figures["Earnings", f"{creator}: on hold"] = earned(agreement, agreement.approved)
        for unit in agreement.approved:
            gross = piece(agreement, unit)
            figures["Earnings", f"{creator}, reel {unit}: gross"] = gross
            figures["Earnings", f"{creator}, reel {unit}: fee"] = fee(gross)
            figures["Earnings", f"{creator}, reel {unit}: net"] = gross - fee(gross)
    return figures


def _at_the_end(deeds: Deeds) -> Figures:
    """The campaign is over, creators are paid, the brand took back what it did not need."""
    cost = sum(map(spent, deeds.agreements.values()))
    left = sum(deeds.deposits) - cost - deeds.withdrawn
    figures: Figures = {
        ("Wallet, in the end", "available"): left,
        ("Wallet, in the end", "reserved"): 0,
        ("Wallet, in the end", "debt"): 0,
        ("Wallet, in the end", "statement closes with"): left,
        ("Wallet, in the end", "still reserved by the campaign"): 0,
        ("Books", "findings of the proof"): 0,
    }
    for creator, agreement in deeds.agreements.items():
        figures["Report", f"{creator}: agreed"] = agreement.amount
        figures["Report", f"{creator}: spent"] = spent(agreement)
        figures["Report", f"{creator}: released"] = agreement.amount - spent(agreement)
        paid = earned(agreement, agreement.approved) if creator in deeds.paid_out else 0
        figures["Payout", f"{creator}: paid"] = paid
        figures["Payout", f"{creator}: left in the wallet"] = earned(agreement, agreement.approved) - paid
    return figures | _refunds(deeds)


def _refunds(deeds: Deeds) -> Figures:
    """The newest deposit goes back first."""
    figures: Figures = {("Refund", "together"): deeds.withdrawn}
    left = deeds.withdrawn
    for number, deposit in reversed([*enumerate(deeds.deposits, 1)]):
        part = min(left, deposit)
        figures["Refund", f"of deposit {number}"] = part
        left -= part
    return figures


def visitors(deeds: Deeds, section: str, creators: Collection[str]) -> Figures:
    """What the links of these creators brought, and what it cost."""
    visits, orders = deeds.visits_of(creators), deeds.orders_of(creators)
    people = [visit for visit in visits if visit.kind in COUNTED]
    unique = {
        (visit.creator, visit.agent, visit.at.replace(minute=0, second=0, microsecond=0)) for visit in people
    }
    converted = {order.click_id for order in orders}
    value, cost = sum(map(worth, orders)), sum(spent(deeds.agreements[creator]) for creator in creators)
    return {
        (section, "clicks"): len(people),
        (section, "unique clicks"): len(unique),
        (section, "scans"): sum(visit.kind is Kind.SCAN for visit in visits),
        (section, "views"): sum(visit.kind is Kind.VIEW for visit in visits),
        (section, "conversions"): len(orders),
        (section, "converted clicks"): len(converted),
        (section, "conversion value"): value,
        (section, "conversion rate"): quotient(len(converted), len(people), 4),
        (section, "spend"): cost,
        (section, "cost per click"): quotient(cost, len(people)),
        (section, "cost per conversion"): quotient(cost, len(orders)),
        (section, "return on spend"): quotient(value, cost, 4),
        (section, "return on investment"): quotient(value - cost, cost, 4),
        (section, "clicks of the day"): len(people),
        (section, "unique clicks of the day"): len(unique),
        (section, "conversions of the day"): len(orders),
        (section, "conversion value of the day"): value,
    }  # fmt: skip


def worth(order: Order) -> int:
    """What is left of an order, in cents of a dollar; one in euros is converted as a whole."""
    left = order.value - order.given_back
    if order.currency == "usd":
        return left
    return int((left * DOLLARS_FOR_A_EURO).quantize(Decimal(1), ROUND_HALF_UP))
