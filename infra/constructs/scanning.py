"""GuardDuty looks at each file that people upload and tags it; what is tagged as a threat is refused (decision 92)."""

import aws_cdk as cdk
from aws_cdk import aws_guardduty as guardduty
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge, as_found
from infra.constructs.buckets import INCOMING, INCOMING_AVATARS, INCOMING_DEALS, INCOMING_MESSAGES

SERVICE = "malware-protection-plan.guardduty.amazonaws.com"
ITS_RULE = "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
ITS_PROBE = "malware-protection-resource-validation-object"


class UploadScanning(Construct):
    """The plan over the places where forms lead, and its role, with the statements that AWS's guide for it lists."""

    def __init__(self, scope: Construct, name: str, *, bucket: s3.IBucket, key: kms.IKey) -> None:
        super().__init__(scope, name)
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(SERVICE),
            inline_policies={"grants": iam.PolicyDocument(statements=self._statements(bucket, key))},
        )
        for resource in (as_found(self, _rule(self)), f"<{_logical_id(bucket)}.Arn>/*"):
            acknowledge(
                role,
                f"AwsSolutions-IAM5[Resource::{resource}]",
                "As AWS's guide for the plan lists it: every object of one bucket, and a rule that GuardDuty makes.",
            )
        on = guardduty.CfnMalwareProtectionPlan
        self.plan = on(
            self,
            "Plan",
            role=role.role_arn,
            protected_resource=on.CFNProtectedResourceProperty(
                s3_bucket=on.S3BucketProperty(
                    bucket_name=bucket.bucket_name,
                    object_prefixes=[INCOMING, INCOMING_AVATARS, INCOMING_DEALS, INCOMING_MESSAGES],
                )
            ),
            actions=on.CFNActionsProperty(tagging=on.CFNTaggingProperty(status="ENABLED")),
        )

    def _statements(self, bucket: s3.IBucket, key: kms.IKey) -> list[iam.PolicyStatement]:
        stack, rule = cdk.Stack.of(self), _rule(self)
        every_object = [bucket.arn_for_objects("*")]

        def allow(resources: list[str], *actions: str, **conditions: str) -> iam.PolicyStatement:
            held = {"StringLike": {name.replace("_", ":"): value for name, value in conditions.items()}}
            return iam.PolicyStatement(
                actions=list(actions), resources=resources, conditions=held if conditions else None
            )

        return [
            allow([rule], "events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets",
                  events_ManagedBy=SERVICE),
            allow([rule], "events:DescribeRule", "events:ListTargetsByRule"),
            allow(every_object, "s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:PutObjectTagging",
                  "s3:GetObjectVersionTagging", "s3:PutObjectVersionTagging"),
            allow([bucket.bucket_arn], "s3:ListBucket", "s3:GetBucketNotification", "s3:PutBucketNotification"),
            allow([bucket.arn_for_objects(ITS_PROBE)], "s3:PutObject"),
            allow([key.key_arn], "kms:Decrypt", "kms:GenerateDataKey",
                  kms_ViaService=f"s3.{stack.region}.amazonaws.com"),
        ]  # fmt: skip


def _rule(scope: Construct) -> str:
    return cdk.Stack.of(scope).format_arn(service="events", resource="rule", resource_name=ITS_RULE)


def _logical_id(bucket: s3.IBucket) -> str:
    child = bucket.node.default_child
    return cdk.Stack.of(bucket).get_logical_id(child) if isinstance(child, cdk.CfnElement) else ""
