"""Every alarm reaches somebody: action → topic → its policy → its key → a subscriber, by the templates alone."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from infra.stages import PROD
from tests.infra.conftest import Assembly
from tests.infra.following import Resource, Templates, untold

Break = Callable[[Templates], object]


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_every_alarm_reaches_its_topic_and_in_prod_somebody(house: Assembly, stage: str) -> None:
    templates = Templates.of(house, stage)
    assert len([*templates.all("AWS::CloudWatch::Alarm")]) > 20
    assert untold(templates, somebody=stage == "prod") == []


def test_prod_without_anybody_to_wake_is_refused() -> None:
    for nobody in (None, ""):
        with pytest.raises(ValueError, match="alarm_email"):
            replace(PROD, alarm_email=nobody)


def test_an_alarm_that_stops_a_release_need_not_tell_anybody_else() -> None:
    def stack(*looked_at: object) -> Templates:
        alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "brake"}}
        watched = {"Alarms": [{"Name": one} for one in looked_at]}
        group = {
            "Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {"AlarmConfiguration": watched},
        }  # fmt: skip
        return Templates({"payments": {"Resources": {"Brake": alarm, "Group": group}}})

    assert untold(stack("brake")) == untold(stack({"Ref": "Brake"})) == []
    assert untold(stack()) == untold(stack("another")) == ["payments/Brake does nothing"]


def _policy(templates: Templates) -> list[dict[str, object]]:
    ((_, _, policy),) = templates.all("AWS::SNS::TopicPolicy")
    statements: list[dict[str, object]] = policy["PolicyDocument"]["Statement"]
    return statements


def _mute(templates: Templates) -> None:
    """As it was: nothing but the demand for TLS."""
    statements = _policy(templates)
    statements[:] = [one for one in statements if one["Effect"] == "Deny"]


def _open_to_all_accounts(templates: Templates) -> None:
    for statement in _policy(templates):
        if statement["Effect"] == "Allow":
            del statement["Condition"]


def _take_key_away(templates: Templates) -> None:
    for _, _, key in templates.all("AWS::KMS::Key"):
        statements = key["KeyPolicy"]["Statement"]
        statements[:] = [one for one in statements if "cloudwatch" not in str(one["Principal"])]


def _send_home(templates: Templates) -> None:
    for template in templates.by_stack.values():
        for name in [
            n for n, one in template["Resources"].items() if one["Type"] == "AWS::SNS::Subscription"
        ]:
            del template["Resources"][name]


def _first_that_tells(templates: Templates) -> Resource:
    return next(one for _, _, one in templates.all("AWS::CloudWatch::Alarm") if one.get("AlarmActions"))


def _forget_action(templates: Templates) -> None:
    alarm = _first_that_tells(templates)
    del alarm["AlarmActions"]


def _switch_off(templates: Templates) -> None:
    alarm = _first_that_tells(templates)
    alarm["ActionsEnabled"] = False


def _aim_elsewhere(templates: Templates) -> None:
    alarm = _first_that_tells(templates)
    alarm["AlarmActions"] = ["arn:aws:sns:us-east-1:1:gone"]


@pytest.mark.parametrize(
    ("break_it", "complaint"),
    [
        (_mute, "may not publish"),
        (_open_to_all_accounts, "may not publish"),
        (_take_key_away, "may not use the topic's key"),
        (_send_home, "nobody subscribes"),
        (_forget_action, "does nothing"),
        (_switch_off, "switched off"),
        (_aim_elsewhere, "leads to no topic"),
    ],
)
def test_each_link_that_breaks_is_seen(house: Assembly, break_it: Break, complaint: str) -> None:
    templates = deepcopy(Templates.of(house, "prod"))
    break_it(templates)
    assert complaint in "\n".join(untold(templates))
