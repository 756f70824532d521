"""GuardDuty looks where forms lead, and who completes an upload reads what it found."""

import json

from infra.stages import DEV, PROD
from tests.infra.conftest import Assembly

PLAN = "AWS::GuardDuty::MalwareProtectionPlan"
TAGS = {"s3:GetObjectTagging", "s3:GetObjectVersionTagging"}


def test_the_plan_covers_every_place_where_a_form_leads_and_tags(house: Assembly) -> None:
    data = house.stack("prod", "data")
    (plan,) = data.properties(PLAN)
    bucket = plan["ProtectedResource"]["S3Bucket"]
    assert bucket["ObjectPrefixes"] == [
        "campaigns/incoming/", "avatars/incoming/", "deals/incoming/", "messages/incoming/",
    ]  # fmt: skip
    assert plan["Actions"] == {"Tagging": {"Status": "ENABLED"}}
    role = data.resources("AWS::IAM::Role")[plan["Role"]["Fn::GetAtt"][0]]["Properties"]
    (trusted,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trusted["Principal"] == {"Service": "malware-protection-plan.guardduty.amazonaws.com"}
    text = json.dumps(role["Policies"])
    for needed in ("s3:PutObjectVersionTagging", "s3:PutBucketNotification", "events:PutRule", "kms:Decrypt"):
        assert needed in text
    assert bucket["BucketName"]["Ref"] in text


def test_who_completes_uploads_reads_findings_and_nobody_writes_them(house: Assembly) -> None:
    readers = set()
    for stack in house.stacks("prod"):
        for function in stack.properties("AWS::Lambda::Function"):
            statements = stack.policies()[f"{function['Role']['Fn::GetAtt'][0]}.grants"]["Statement"]
            actions = {action for one in statements for action in _list(one["Action"])}
            assert not {
                action for action in actions if action.startswith("s3:Put") and action.endswith("Tagging")
            }
            if actions >= TAGS:
                readers.add(function["FunctionName"].removeprefix("atomic-influence-prod-"))
                assert function["Environment"]["Variables"]["UPLOAD_SCANNER"] == "guardduty"
    assert readers == {one.name for one in house.topology.functions if "UPLOAD_SCANNER" in one.environment}
    assert len(readers) == 4


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def test_where_the_stage_does_not_say_so_nobody_looks(house: Assembly) -> None:
    assert PROD.scan_uploads
    assert not DEV.scan_uploads
    assert not house.properties("dev", PLAN)
    values = {
        function["Environment"]["Variables"].get("UPLOAD_SCANNER", "off")
        for function in house.properties("dev", "AWS::Lambda::Function")
    }
    assert values == {"off"}
    assert not TAGS & set(
        json.dumps(house.stack("dev", "capability-campaign-lifecycle").policies()).split('"')
    )
