"""Every alarm reaches somebody, and nobody else's reaches us. Each link is broken in `walk/test_broken_links.py`."""

import json
from dataclasses import replace
from typing import Any

import pytest

from infra.constructs.alarm_topic import PUBLISHERS
from infra.stages import PROD
from infra.walk import alarms, releases
from infra.walk.house import House
from tests.infra.conftest import Assembly
from tests.infra.walk.conftest import house_of

OUR_ACCOUNT = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_every_alarm_reaches_its_topic_and_in_prod_somebody(house: Assembly, stage: str) -> None:
    assert len(house.properties(stage, "AWS::CloudWatch::Alarm")) > 20
    assert list(alarms.walk(house_of(house, stage))) == []


def test_prod_without_anybody_to_wake_is_refused() -> None:
    for nobody in (None, ""):
        with pytest.raises(ValueError, match="alarm_email"):
            replace(PROD, alarm_email=nobody)


def test_an_alarm_that_stops_a_release_need_not_tell_anybody_else() -> None:
    def told(*looked_at: object, enabled: bool = True) -> set[str]:
        alarm = {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {"AlarmName": "brake", "ActionsEnabled": False},
        }
        watched = {"Enabled": enabled, "Alarms": [{"Name": one} for one in looked_at]}
        group = {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {"AlarmConfiguration": watched}}
        house = House("prod", {"payments": {"Resources": {"Brake": alarm, "Group": group}}})
        return {one.says for chain in (alarms, releases) for one in chain.walk(house)}

    assert told("brake") == told({"Ref": "Brake"}) == set()
    assert told() == told("brake", enabled=False) == {"it does nothing"}
    assert told("another") == {"it does nothing", "there is no another that would stop it"}


def test_only_our_own_account_is_let_in(house: Assembly) -> None:
    (topic,) = house.properties("prod", "AWS::SNS::TopicPolicy")
    keys = [one["KeyPolicy"] for one in house.stack("prod", "core").properties("AWS::KMS::Key")]
    let_in: list[Any] = [
        statement
        for document in (topic["PolicyDocument"], *keys)
        for statement in document["Statement"]
        if statement["Effect"] == "Allow"
        and any(one in json.dumps(statement["Principal"]) for one in PUBLISHERS)
    ]
    for service in PUBLISHERS:
        assert len([one for one in let_in if service in json.dumps(one)]) == 2, "the topic and its key"
    assert [one for one in let_in if one.get("Condition") != OUR_ACCOUNT] == []
