"""What a permission consists of; who is given which stands in the stacks.

Statements go into the roles of functions, never into the policy of a key or queue: it may belong to another stack,
which would then need this one.
"""

from collections.abc import Iterable

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.buckets import AVATARS, CONTACTS, EXPORTS, MESSAGES
from infra.constructs.function import LIVE, HouseFunction
from infra.constructs.queues import HouseQueue
from infra.constructs.schedules import Schedules

_TRACES = ("xray:PutTraceSegments", "xray:PutTelemetryRecords")
_NETWORK_INTERFACES = ("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
                       "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
                       "ec2:UnassignPrivateIpAddresses")  # fmt: skip
_READ_A_STREAM = ("DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards")

LINK_SNAPSHOT = "tracking/links-2.jsonl.gz"
"""The object's key, as in functions/tracking_redirect/visits/known_links.py (infra imports no runtime code)."""

CAMPAIGN_FILES, DEAL_FILES = "campaigns/", "deals/"
KEPT_FILES = {
    "ASSET_BUCKET": CAMPAIGN_FILES,
    "DEAL_FILE_BUCKET": DEAL_FILES,
    "MESSAGE_FILE_BUCKET": MESSAGES,
    "AVATAR_BUCKET": AVATARS,
    "CONTACT_FILE_BUCKET": CONTACTS,
}
"""What the keys begin with, as in the service that gives forms for them, by the variable that names the bucket."""

VAULT = "vault"
"""The purpose that the vault names to KMS, as in common/adapters/vault.py."""


def may_run(function: HouseFunction, *, in_network: bool, traced: bool) -> None:
    """Write to its own log group, send traces where the stage has any, and hold network interfaces in the VPC."""
    _allow(function.policy, ["logs:CreateLogStream", "logs:PutLogEvents"], [function.log_group.log_group_arn])
    if traced:
        _allow(function.policy, _TRACES, ["*"])
    if in_network:
        _allow(function.policy, _NETWORK_INTERFACES, ["*"])
    acknowledge(
        function,
        "AwsSolutions-IAM5[Resource::*]",
        "X-Ray's puts and the network interfaces of a Lambda in a VPC know no resources (AWS's own policies "
        "AWSXRayDaemonWriteAccess and AWSLambdaVPCAccessExecutionRole say the same).",
    )
    acknowledge(
        function,
        f"AwsSolutions-IAM5[Resource::<{_logical_id(function)}.Arn>:*]",
        "The streams of its own log group.",
    )


def may_read_secrets(
    function: HouseFunction, secrets: Iterable[secretsmanager.ISecret], *, key: kms.IKey
) -> None:
    """Read these secrets and no others."""
    arns = [secret.secret_arn for secret in secrets]
    _allow(function.policy, ["secretsmanager:GetSecretValue"], arns)
    _allow(function.policy, ["kms:Decrypt"], [key.key_arn])


def may_share_offline_copy(
    function: HouseFunction,
    bucket: s3.IBucket,
    hash_keys: secretsmanager.ISecret,
    *,
    key: kms.IKey,
    writes: bool,
) -> None:
    """Read, or keep up to date, the copy of the links and the hash keys of tracking."""
    snapshot = [bucket.arn_for_objects(LINK_SNAPSHOT)]
    _allow(function.policy, ["secretsmanager:GetSecretValue"], [hash_keys.secret_arn])
    _allow(function.policy, ["kms:Decrypt"], [key.key_arn])
    if writes:
        _allow(function.policy, ["s3:PutObject"], snapshot)
        _allow(function.policy, ["secretsmanager:PutSecretValue"], [hash_keys.secret_arn])
        _allow(function.policy, ["kms:GenerateDataKey"], [key.key_arn])
    else:
        _allow(function.policy, ["s3:GetObject"], snapshot)


def may_keep_files(
    function: HouseFunction,
    bucket: s3.IBucket,
    *,
    key: kms.IKey,
    only_deletes: bool,
    reads_findings: bool = False,
    prefix: str,
) -> None:
    """Sign forms and addresses of the files below a prefix, look at them, copy and delete them; or delete them only.

    What a scanner found stands in their tags, which nobody but the scanner writes. A form or an address can do what its
    signer can do.
    """
    actions = ["s3:DeleteObject"] if only_deletes else ["s3:DeleteObject", "s3:PutObject", "s3:GetObject"]
    if reads_findings and not only_deletes:
        actions += ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"]
    _allow(function.policy, actions, [bucket.arn_for_objects(f"{prefix}*")])
    acknowledge(
        function,
        f"AwsSolutions-IAM5[Resource::{_name_of_export(bucket)}/{prefix}*]",
        "All files of one kind, and nothing else of the bucket.",
    )
    if not only_deletes:
        # Without it S3 answers 403 instead of 404 where nothing was uploaded (and sees no prefix to allow).
        _allow(function.policy, ["s3:ListBucket"], [bucket.bucket_arn])
        _allow(function.policy, ["kms:GenerateDataKey", "kms:Decrypt"], [key.key_arn])


def may_keep_exports(
    function: HouseFunction, bucket: s3.IBucket, *, key: kms.IKey, signs: bool, writes: bool, deletes: bool
) -> None:
    """Sign addresses of exported files, write them in parts, delete them: each where it is that function's work."""
    actions = [
        *(["s3:GetObject"] if signs else []),
        *(["s3:PutObject", "s3:AbortMultipartUpload"] if writes else []),
        *(["s3:DeleteObject"] if deletes else []),
    ]
    _allow(function.policy, actions, [bucket.arn_for_objects(f"{EXPORTS}*")])
    acknowledge(
        function,
        f"AwsSolutions-IAM5[Resource::{_name_of_export(bucket)}/{EXPORTS}*]",
        "All exported files, and nothing else of the bucket.",
    )
    if signs or writes:
        # A file that is written in parts is read by S3 itself when it is put together.
        _allow(
            function.policy,
            ["kms:GenerateDataKey", "kms:Decrypt"] if writes else ["kms:Decrypt"],
            [key.key_arn],
        )


def may_use_pool(function: HouseFunction, pool_arn: str, *, signs_in: bool) -> None:
    """Let the user pool follow our accounts; and sign people in, where that is the function's work.

    What anybody may ask of Cognito who knows the client's secret (SignUp, ForgotPassword) asks for no permission.
    """
    actions = ["AdminGetUser", "ListUsers", "AdminUserGlobalSignOut", "AdminDeleteUser"]
    actions += (
        ["AdminInitiateAuth", "AdminRespondToAuthChallenge", "AdminSetUserPassword", "DescribeUserPoolClient"]
        if signs_in
        else ["AdminDisableUser", "AdminEnableUser", "AdminUpdateUserAttributes"]
    )
    _allow(function.policy, [f"cognito-idp:{action}" for action in actions], [pool_arn])


def may_use_vault(function: HouseFunction, key: kms.IKey) -> None:
    """Seal and open what the database keeps sealed, and use the key for nothing else."""
    function.policy.add_statements(
        iam.PolicyStatement(
            actions=["kms:GenerateDataKey", "kms:Decrypt"],
            resources=[key.key_arn],
            conditions={"StringEquals": {"kms:EncryptionContext:purpose": VAULT}},
        )
    )


def may_sign_badges(function: HouseFunction, key: kms.IKey) -> None:
    """Sign with the key of our badges, and read its public half. Whoever may can make a badge of ours."""
    _allow(function.policy, ["kms:Sign", "kms:GetPublicKey"], [key.key_arn])


def may_send(function: HouseFunction, queue_arn: str, *, key: kms.IKey) -> None:
    """Put messages into a queue, which another stack may make."""
    _allow(function.policy, ["sqs:SendMessage"], [queue_arn])
    _allow(function.policy, ["kms:GenerateDataKey", "kms:Decrypt"], [key.key_arn])


def may_ask(function: HouseFunction, queue_arn: str) -> None:
    """See whether a queue is there, which another stack may make."""
    _allow(function.policy, ["sqs:GetQueueAttributes"], [queue_arn])


def may_consume(function: HouseFunction, queue: HouseQueue, *, key: kms.IKey) -> None:
    """Be woken by a queue."""
    actions = [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ChangeMessageVisibility",
    ]
    _allow(function.policy, actions, [queue.queue.queue_arn])
    _allow(function.policy, ["kms:Decrypt"], [key.key_arn])


def may_read_edge_log(function: HouseFunction, stream_arn: str, dead_arn: str, *, key: kms.IKey) -> None:
    """Be woken by the stream of CloudFront's log, and keep what was given up."""
    _allow(function.policy, [f"kinesis:{action}" for action in _READ_A_STREAM], [stream_arn])
    may_send(function, dead_arn, key=key)


def may_publish_links(function: HouseFunction, store_arn: str) -> None:
    """Bring the store that the edge answers from to what is hot."""
    actions = [
        f"cloudfront-keyvaluestore:{action}" for action in ("DescribeKeyValueStore", "ListKeys", "UpdateKeys")
    ]
    _allow(function.policy, actions, [store_arn])


def may_publish(function: HouseFunction, channels_arn: str) -> None:
    """Speak on people's channels. Only one role may: who else could would write in anybody's name."""
    _allow(function.policy, ["appsync:EventPublish"], [channels_arn])


def may_ask_who_listens(policy: iam.PolicyDocument, function_arn: str) -> None:
    """AppSync asks one function, by its alias, about each subscription."""
    _allow(policy, ["lambda:InvokeFunction"], [function_arn])


def may_start_jobs(schedules: Schedules, *, key: kms.IKey) -> None:
    """The scheduler invokes the job functions and keeps what it could not deliver."""
    if schedules.targets:
        _allow(schedules.policy, ["lambda:InvokeFunction"], [one.function_arn for one in schedules.targets])
    _allow(schedules.policy, ["sqs:SendMessage"], [schedules.dead.queue_arn])
    _allow(schedules.policy, ["kms:GenerateDataKey", "kms:Decrypt"], [key.key_arn])


def may_shift(policy: iam.PolicyDocument, functions: Iterable[HouseFunction]) -> None:
    """CodeDeploy moves the aliases of these functions, and looks at alarms meanwhile."""
    named = [one.function.function_arn for one in functions]
    # By text: an alias refers to the group that shifts it, and the group to the role that has these rights.
    arns = [arn for function in named for arn in (function, f"{function}:{LIVE}")]
    _allow(policy, ["lambda:GetAlias", "lambda:UpdateAlias", "lambda:GetProvisionedConcurrencyConfig"], arns)
    _allow(policy, ["cloudwatch:DescribeAlarms"], ["*"])


def may_start_job(function: HouseFunction, function_arns: Iterable[str]) -> None:
    """Invoke functions that have timers, which other stacks may make."""
    _allow(function.policy, ["lambda:InvokeFunction"], list(function_arns))


def _allow(policy: iam.PolicyDocument, actions: Iterable[str], resources: list[str]) -> None:
    policy.add_statements(iam.PolicyStatement(actions=list(actions), resources=resources))


def _name_of_export(bucket: s3.IBucket) -> str:
    """How CloudFormation calls a bucket's ARN where another stack uses it."""
    stack = cdk.Stack.of(bucket)
    name: str = stack.resolve(stack.export_value(bucket.bucket_arn))["Fn::ImportValue"]
    return name


def _logical_id(function: HouseFunction) -> str:
    stack = cdk.Stack.of(function)
    child = function.log_group.node.default_child
    return stack.get_logical_id(child) if isinstance(child, cdk.CfnElement) else ""
