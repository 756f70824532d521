"""The machine's invariant is asserted in a module of its own, and shows which account differs."""

import pytest

pytest.register_assert_rewrite("tests.integration.payments.money_machine")
