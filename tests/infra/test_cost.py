"""What docs/cost.md counts is what the templates have: alarms, rules of the firewalls, secrets and keys."""

import pytest

from infra.objectives import BURNS, OBJECTIVES
from infra.stages import stages_called
from tests.infra.conftest import Assembly
from tools.release.cost import KEYS, RULES_OF_THE_WALLS, SECRETS, alarms


@pytest.mark.parametrize("name", ["dev", "prod"])
def test_what_is_paid_for_by_the_piece_is_counted_right(house: Assembly, name: str) -> None:
    (stage,) = stages_called(name)
    assert len(house.properties(name, "AWS::CloudWatch::Alarm")) == alarms(stage)
    assert len(house.properties(name, "AWS::CloudWatch::CompositeAlarm")) == len(OBJECTIVES) * len(BURNS)
    walls = [len(one["Rules"]) for one in house.properties(name, "AWS::WAFv2::WebACL")]
    assert sorted(walls, reverse=True) == list(RULES_OF_THE_WALLS)
    assert len(house.properties(name, "AWS::SecretsManager::Secret")) == SECRETS
    assert len(house.properties(name, "AWS::KMS::Key")) == KEYS
