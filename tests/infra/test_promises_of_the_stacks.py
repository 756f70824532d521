"""What every stage promises whatever the map says: private, encrypted, kept, logged for a while, watched."""

import json

import pytest

from infra.capacity import deployed
from infra.path_patterns import matches
from infra.stages import STAGES
from tests.infra.conftest import Assembly, Resource

BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])
# Actions that know no resources; each is acknowledged for cdk-nag in infra/grants.py.
WITHOUT_RESOURCES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "ec2:CreateNetworkInterface",
                     "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
                     "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
                     "cloudwatch:DescribeAlarms"}  # fmt: skip


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def test_no_rule_of_cdk_nag_or_cloudformation_is_broken(house: Assembly, furnished: Assembly) -> None:
    assert house.violations() == []
    assert furnished.violations() == []


@BOTH
def test_no_bucket_is_public_and_none_answers_plain_http(house: Assembly, stage: str) -> None:
    with_buckets = [stack for stack in house.stacks(stage) if stack.resources("AWS::S3::Bucket")]
    assert [stack.name for stack in with_buckets] == ["data"]
    for stack in with_buckets:
        policies = stack.properties("AWS::S3::BucketPolicy")
        for name, one in stack.resources("AWS::S3::Bucket").items():
            bucket = one["Properties"]
            assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
            assert bucket["BucketEncryption"]
            (policy,) = [each for each in policies if each["Bucket"] == {"Ref": name}]
            statements = policy["PolicyDocument"]["Statement"]
            assert [
                one
                for one in statements
                if one.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
            ]


@BOTH
def test_every_log_group_forgets_and_is_encrypted(house: Assembly, stage: str) -> None:
    for stack in house.stacks(stage):
        groups = stack.properties("AWS::Logs::LogGroup")
        assert groups, stack.name
        for group in groups:
            assert group["RetentionInDays"] > 0
            assert group["KmsKeyId"]


@BOTH
def test_every_function_writes_to_a_log_group_of_ours(house: Assembly, stage: str) -> None:
    functions = 0
    for stack in house.stacks(stage):
        groups = stack.resources("AWS::Logs::LogGroup")
        for function in stack.properties("AWS::Lambda::Function"):
            assert function["LoggingConfig"]["LogGroup"]["Ref"] in groups
            functions += 1
    assert functions == len(deployed(house.topology)) + 1  # and the migrations


@BOTH
def test_nothing_is_granted_on_everything_but_what_knows_no_resources(house: Assembly, stage: str) -> None:
    documents = [document for stack in house.stacks(stage) for document in stack.policies().values()]
    statements = [one for document in documents for one in document["Statement"]]
    assert len(statements) > len(deployed(house.topology))
    everything = [one for one in statements if "*" in _list(one["Resource"])]
    assert {action for one in everything for action in _list(one["Action"])} <= WITHOUT_RESOURCES
    assert not [one for one in statements if "*" in _list(one["Action"])]


def _cluster(house: Assembly, stage: str) -> Resource:
    (cluster,) = house.properties(stage, "AWS::RDS::DBCluster")
    return cluster


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_the_database_can_go_back_thirty_five_days(house: Assembly, stage: str) -> None:
    cluster = _cluster(house, stage)
    assert cluster["BackupRetentionPeriod"] == 35
    assert cluster["StorageEncrypted"] is True
    (parameters,) = house.properties(stage, "AWS::RDS::DBClusterParameterGroup")
    assert parameters["Parameters"]["rds.force_ssl"] == "1"
    (known,) = [one for one in STAGES if one.name == stage]
    assert parameters["Parameters"]["max_connections"] == str(known.max_connections)


def test_the_production_database_cannot_be_deleted_by_accident(house: Assembly) -> None:
    assert _cluster(house, "prod")["DeletionProtection"] is True


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_only_the_functions_reach_the_database(house: Assembly, stage: str) -> None:
    rules = house.properties(stage, "AWS::EC2::SecurityGroupIngress")
    assert [
        (one["FromPort"], "FunctionsGroup" in json.dumps(one["SourceSecurityGroupId"])) for one in rules
    ] == [(5432, True)]
    groups = house.properties(stage, "AWS::EC2::SecurityGroup")
    assert not [one for one in groups if one.get("SecurityGroupIngress")]


def test_people_get_short_access_tokens_and_rotating_refresh_tokens(house: Assembly) -> None:
    clients = house.properties("prod", "AWS::Cognito::UserPoolClient")
    (web,) = [one for one in clients if not one.get("GenerateSecret")]
    (service,) = [one for one in clients if one.get("AllowedOAuthFlows") == ["client_credentials"]]
    days = house.topology.sign_in.refresh_token_days
    assert (web["AccessTokenValidity"], web["RefreshTokenValidity"], days) == (15, days * 24 * 60, 7)
    assert web["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert "ALLOW_REFRESH_TOKEN_AUTH" not in web["ExplicitAuthFlows"]
    assert web["PreventUserExistenceErrors"] == "ENABLED"
    assert service["AccessTokenValidity"] == 15


def test_passwords_are_long_and_known_from_no_leak(house: Assembly) -> None:
    (pool,) = house.properties("prod", "AWS::Cognito::UserPool")
    policy = pool["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == house.topology.sign_in.shortest_password == 12
    assert not any(policy[f"Require{kind}"] for kind in ("Lowercase", "Uppercase", "Numbers", "Symbols"))
    (risk,) = house.properties("prod", "AWS::Cognito::UserPoolRiskConfigurationAttachment")
    assert risk["ClientId"] == "ALL"
    assert risk["CompromisedCredentialsRiskConfiguration"] == {
        "Actions": {"EventAction": "BLOCK"}, "EventFilter": ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
    }  # fmt: skip


def test_nobody_changes_the_address_that_our_database_knows_them_by(house: Assembly) -> None:
    clients = house.properties("prod", "AWS::Cognito::UserPoolClient")
    (web,) = [one for one in clients if not one.get("GenerateSecret")]
    assert sorted(web["WriteAttributes"]) == ["custom:role", "name"]
    assert "email" in web["ReadAttributes"]


def test_cloudfront_proves_itself_to_the_functions(house: Assembly) -> None:
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    headers = [one["OriginCustomHeaders"] for one in distribution["DistributionConfig"]["Origins"]]
    assert len({json.dumps(one) for one in headers}) == 1
    ((header,), *_) = headers
    assert header["HeaderName"] == "x-origin-verify"
    assert "resolve:secretsmanager" in json.dumps(header["HeaderValue"])
    given = house.properties("prod", "AWS::Lambda::Function")
    values = [one["Environment"]["Variables"].get("ORIGIN_VERIFY_SECRET") for one in given]
    assert values.count(header["HeaderValue"]) == len(deployed(house.topology))


def test_clicks_are_never_cached_nor_merged(house: Assembly) -> None:
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    behaviors = distribution["DistributionConfig"]["CacheBehaviors"]
    caching_disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    policies = {one["PathPattern"]: one["CachePolicyId"] for one in behaviors}
    assert [policies["/t/*"], policies["/r/*"]] == [caching_disabled, caching_disabled]


def test_pages_are_kept_for_as_long_as_they_say_and_nothing_else_is(house: Assembly) -> None:
    policies = house.stack("prod", "edge").resources("AWS::CloudFront::CachePolicy")
    named = {
        one["Properties"]["CachePolicyConfig"]["Name"].rpartition("-")[2]: (key, one)
        for key, one in policies.items()
    }
    key, policy = named["pages"]
    config = policy["Properties"]["CachePolicyConfig"]
    assert (config["MinTTL"], config["DefaultTTL"], config["MaxTTL"]) == (0, 0, 31_536_000)
    packed = config["ParametersInCacheKeyAndForwardedToOrigin"]
    assert packed["EnableAcceptEncodingGzip"]
    assert packed["HeadersConfig"]["Headers"] == ["Origin"]
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    behaviors = distribution["DistributionConfig"]["CacheBehaviors"]
    kept = {one["PathPattern"] for one in behaviors if one["CachePolicyId"] == {"Ref": key}}
    assert kept == {"/.well-known/*", "/docs*", "/openapi.json", "/status-lists/*"}


def test_one_click_unsubscribes_reach_us_and_redirects_take_no_posts(house: Assembly) -> None:
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    behaviors = distribution["DistributionConfig"]["CacheBehaviors"]
    allowed = {one["PathPattern"]: set(one["AllowedMethods"]) for one in behaviors}
    for pattern in ("/unsubscribe/*", "/invites/*/opt-out"):
        assert allowed[pattern] >= {"GET", "HEAD", "POST"}
    assert allowed["/invites/*"] == {"GET", "HEAD", "OPTIONS"}
    assert allowed["/t/*"] == allowed["/r/*"] == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/t/*", {"cloudfront-viewer-address", "cloudfront-viewer-country", "user-agent", "referer", "sec-purpose",
                  "purpose", "x-purpose", "x-moz"}),
        ("/r/*", {"cloudfront-viewer-address", "user-agent", "sec-purpose", "purpose", "x-purpose", "x-moz"}),
        ("/webhooks/resend", {"svix-id", "svix-timestamp", "svix-signature", "content-type"}),
        ("/webhooks/stripe", {"stripe-signature", "content-type"}),
        ("*", {"idempotency-key", "content-type"}),
    ],
)  # fmt: skip
def test_what_a_lambda_reads_of_a_request_passes_the_edge(
    house: Assembly, path: str, wanted: set[str]
) -> None:
    policies = house.stack("prod", "edge").resources("AWS::CloudFront::OriginRequestPolicy")
    forwarded = {
        name: {
            header.lower()
            for header in one["Properties"]["OriginRequestPolicyConfig"]["HeadersConfig"]["Headers"]
        }
        for name, one in policies.items()
    }
    assert max(len(headers) for headers in forwarded.values()) <= 10  # CloudFront's limit
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    config = distribution["DistributionConfig"]
    behavior = next(
        (one for one in config["CacheBehaviors"] if matches(one["PathPattern"], path)),
        config["DefaultCacheBehavior"],
    )
    assert forwarded[behavior["OriginRequestPolicyId"]["Ref"]] >= wanted


def test_webhooks_may_be_posted(house: Assembly) -> None:
    (distribution,) = house.properties("prod", "AWS::CloudFront::Distribution")
    behaviors = distribution["DistributionConfig"]["CacheBehaviors"]
    allowed = {one["PathPattern"]: one["AllowedMethods"] for one in behaviors}
    assert "POST" in allowed["/webhooks/*"]


@pytest.mark.parametrize(("stack", "scope"), [("data", "REGIONAL"), ("edge", "CLOUDFRONT")])
def test_a_firewall_stands_before_each_door(house: Assembly, stack: str, scope: str) -> None:
    (firewall,) = house.stack("prod", stack).properties("AWS::WAFv2::WebACL")
    assert firewall["Scope"] == scope
    assert [rule for rule in firewall["Rules"] if "RateBasedStatement" in rule["Statement"]]


def test_an_address_signs_in_so_often_before_a_lambda_is_asked(house: Assembly) -> None:
    (firewall,) = house.stack("prod", "edge").properties("AWS::WAFv2::WebACL")
    rules = {rule["Name"]: rule["Statement"].get("RateBasedStatement") for rule in firewall["Rules"]}
    assert rules["RatePerAddress"]["Limit"] == 2_000
    sign_ins = rules["SignInsPerAddress"]
    assert sign_ins["Limit"] == 300
    paths = sign_ins["ScopeDownStatement"]["OrStatement"]["Statements"]
    matches = [path["ByteMatchStatement"] for path in paths]
    assert {(one["SearchString"], one["PositionalConstraint"]) for one in matches} == {
        ("/api/v1/auth/", "STARTS_WITH"), ("/auth/v1/", "STARTS_WITH"),
    }  # fmt: skip
    assert len({rule["Priority"] for rule in firewall["Rules"]}) == len(firewall["Rules"])
