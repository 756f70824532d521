"""The campaign engine through its handler."""

import pytest

pytest.register_assert_rewrite("tests.integration.campaign_lifecycle.campaign_scenario")
