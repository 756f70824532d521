"""Amounts that choose what goes wrong at the payment stub: nobody can type a card number into it."""

from enum import IntEnum


class Magic(IntEnum):
    """Amounts (modulo 1,000) that do not simply work."""

    DEPOSIT_DELAYED = 901
    DEPOSIT_DECLINED = 902
    DEPOSIT_SHORT = 903
    DEPOSIT_TIMES_OUT = 904
    DEPOSIT_CANCELLED = 905
    TRANSFER_REFUSED = 911
    TRANSFER_TIMES_OUT_AFTER = 912
    TRANSFER_TIMES_OUT_BEFORE = 913
    REFUND_REFUSED = 921
    REFUND_FAILS_LATER = 922
    REFUND_TIMES_OUT = 923


SHORT_BY = 100
"""Minor units that a DEPOSIT_SHORT receives less than it asked for."""
