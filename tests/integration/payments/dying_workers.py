"""Workers that die around a call to Stripe."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from common.adapters.payments.stub import StubPaymentAdapter


class Killed(BaseException):
    """The worker is gone, in the middle of something."""


@contextmanager
def worker_dies(method: str, when: str) -> Iterator[None]:
    """Around one call to Stripe: before it is made, or after Stripe answered and before we committed."""
    original = getattr(StubPaymentAdapter, method)

    def dies(self: StubPaymentAdapter, *arguments: Any) -> Any:
        if when == "before":
            raise Killed
        answer = original(self, *arguments)
        if when == "after":
            raise Killed
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StubPaymentAdapter, method, dies)
        try:
            yield
        except Killed:
            return
