"""What the database refuses about money. Amounts in details are minor units."""

from common.errors import Conflict, DomainError, TooManyRequests, Unprocessable


class InsufficientFunds(DomainError, sqlstate="IM001"):
    """An account that may not go below zero would."""

    status = 402
    code = "INSUFFICIENT_FUNDS"
    sentence = "The wallet does not hold enough for this."


class AmountOutOfRange(Unprocessable, sqlstate="IM006"):
    """Not positive, or more than there is to take back."""

    code = "AMOUNT_OUT_OF_RANGE"
    sentence = "The amount is not possible here."


class ReservationExceeded(Conflict, sqlstate="IM007"):
    """More would be spent than was reserved for the participant."""

    code = "RESERVATION_EXCEEDED"
    sentence = "The reservation does not cover this."


class PaymentMismatch(Conflict, sqlstate="IM008"):
    """Amount, currency or reference at the provider is not what we began."""

    code = "PAYMENT_MISMATCH"
    sentence = "What the payment provider reports does not fit this payment."


class NothingToRefund(Conflict, sqlstate="IM009"):
    """The wallet holds money that no deposit can take back; the details name how much one can."""

    code = "NOTHING_TO_REFUND"
    sentence = "There are not enough deposits left to refund."


class WalletTransactionTransitionForbidden(Conflict, sqlstate="IM010"):
    """The status machine of deposits, withdrawals and transfers has no such step."""

    code = "WALLET_TRANSACTION_TRANSITION_FORBIDDEN"
    sentence = "The payment cannot take this step."


class EarningTransitionForbidden(Conflict, sqlstate="IM011"):
    """The earning's status machine has no such step."""

    code = "EARNING_TRANSITION_FORBIDDEN"
    sentence = "The earning cannot take this step."


class PayoutTransitionForbidden(Conflict, sqlstate="IM012"):
    """The payout's status machine has no such step."""

    code = "PAYOUT_TRANSITION_FORBIDDEN"
    sentence = "The payout cannot take this step."


class StripeEventTransitionForbidden(Conflict, sqlstate="IM025"):
    """Only an event that failed or was ignored is tried again; the details name both ends."""

    code = "STRIPE_EVENT_TRANSITION_FORBIDDEN"
    sentence = "The event cannot take this step."


class ConnectedAccountTaken(Conflict, constraints=("connected_account_belongs_to_one_creator",)):
    """Another creator is paid through this account."""

    code = "CONNECTED_ACCOUNT_TAKEN"
    sentence = "Another creator is paid through this account."


class ConnectedAccountTransitionForbidden(Conflict, sqlstate="IM021"):
    """The connected account's status machine has no such step."""

    code = "CONNECTED_ACCOUNT_TRANSITION_FORBIDDEN"
    sentence = "The account cannot take this step."


class WithdrawalsLimited(TooManyRequests, sqlstate="IM030"):
    """So often from a wallet within 24 hours; the details name how often."""

    code = "WITHDRAWALS_LIMITED"
    sentence = "The wallet was withdrawn from as often as it may be in a day. Try again later."
    retry_after_seconds = 3600


class WithdrawalTooLarge(Conflict, sqlstate="IM031"):
    """More than may leave a wallet within 24 hours; the details name the most, and what is left of it."""

    code = "WITHDRAWAL_TOO_LARGE"
    sentence = "More than may be withdrawn from a wallet in a day. An administrator, or the payout schedule, pays more."


class EarningsPaidWhole(Unprocessable, sqlstate="IM032"):
    """A part of what a creator has available, or more; the details name what there is."""

    code = "EARNINGS_PAID_WHOLE"
    sentence = "Earnings are paid whole: leave the amount out, or send what is available."


class BelowPayoutMinimum(Conflict, sqlstate="IM033"):
    """Too little is past its hold; the details name what is, and the minimum."""

    code = "BELOW_PAYOUT_MINIMUM"
    sentence = "What you have available is below the minimum of a payout."


class PayeeNotReady(Conflict, sqlstate="IM034"):
    """No account at Stripe that can be paid, or an earlier payout is unclear; the details name the reason."""

    code = "PAYEE_NOT_READY"
    sentence = "You cannot be paid now: see your connected account and earlier payouts."
