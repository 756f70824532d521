"""Helpers with assertions say what they saw."""

import pytest

pytest.register_assert_rewrite("tests.e2e.third_deal_badge")
