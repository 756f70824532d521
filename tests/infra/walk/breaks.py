"""What is done to the templates to break a link that takes more than a line."""

import json

from tests.infra.walk.changes import (
    FUNCTION,
    Templates,
    behaviour,
    delete,
    distribution,
    first,
    forbid,
    resources,
)

ROUTE, STAGE = "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Stage"
ROLE, SECRET = "AWS::IAM::Role", "AWS::SecretsManager::Secret"
REDIRECT = '"tracking_redirect.redirect.lambda_handler"'


def forget_exports(templates: Templates) -> None:
    templates["core"]["Outputs"] = {}


def name_nobody(templates: Templates) -> None:
    first(templates, FUNCTION)["Role"] = {"Fn::GetAtt": ["NoSuchRole", "Arn"]}


def keep_answers_of_clients(templates: Templates) -> None:
    name = behaviour(templates, "*")["CachePolicyId"]["Ref"]
    first(templates, "AWS::CloudFront::CachePolicy", name)["CachePolicyConfig"]["MaxTTL"] = 3600


def drop_tokens(templates: Templates) -> None:
    name = behaviour(templates, "*")["CachePolicyId"]["Ref"]
    config = first(templates, "AWS::CloudFront::CachePolicy", name)["CachePolicyConfig"]
    config["ParametersInCacheKeyAndForwardedToOrigin"]["HeadersConfig"] = {"HeaderBehavior": "none"}


def drop_queries(templates: Templates) -> None:
    name = behaviour(templates, "/t/*")["OriginRequestPolicyId"]["Ref"]
    config = first(templates, "AWS::CloudFront::OriginRequestPolicy", name)["OriginRequestPolicyConfig"]
    config["QueryStringsConfig"] = {"QueryStringBehavior": "none"}


def lead_elsewhere(templates: Templates) -> None:
    for origin in distribution(templates)["Origins"]:
        origin["DomainName"] = "other.execute-api.us-east-1.amazonaws.com"


def prove_otherwise(templates: Templates) -> None:
    for origin in distribution(templates)["Origins"]:
        origin["OriginCustomHeaders"][0]["HeaderValue"] = "{{resolve:secretsmanager:other:SecretString:::}}"


def throttle_no_route(templates: Templates) -> None:
    first(templates, STAGE)["RouteSettings"]["GET /gone"] = {"ThrottlingRateLimit": 1}


def ask_for_a_strange_scope(templates: Templates) -> None:
    first(templates, ROUTE, '"JWT"')["AuthorizationScopes"].append("atomic-influence/nobody")


def strangers_take_the_role(templates: Templates) -> None:
    for _, _, role in resources(templates, ROLE, "trackingredirectRole"):
        role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"Service": "ec2.amazonaws.com"}


def scheduler_takes_no_role(templates: Templates) -> None:
    for _, _, role in resources(templates, ROLE, "scheduler.amazonaws.com"):
        role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"Service": "events.amazonaws.com"}


def strangers_release(templates: Templates) -> None:
    for _, _, role in resources(templates, ROLE, "codedeploy.amazonaws.com"):
        role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"Service": "ec2.amazonaws.com"}


def isolate(templates: Templates) -> None:
    """The database's subnets have no way out."""
    group = first(templates, "AWS::RDS::DBSubnetGroup")
    function = first(templates, FUNCTION, '"database_migrations.handler.lambda_handler"')
    templates["data"]["Outputs"]["Isolated"] = {
        "Value": group["SubnetIds"][0], "Export": {"Name": "isolated"}
    }  # fmt: skip
    function["VpcConfig"]["SubnetIds"] = [{"Fn::ImportValue": "isolated"}]


def lock_in(templates: Templates) -> None:
    first(templates, "AWS::EC2::SecurityGroup", "Lambda functions")["SecurityGroupEgress"] = []


def keys_of_nobody(templates: Templates) -> None:
    for _, _, key in resources(templates, "AWS::KMS::Key"):
        statements = key["KeyPolicy"]["Statement"]
        statements[:] = [one for one in statements if one["Action"] != "kms:*"]


def login_without_a_name(templates: Templates) -> None:
    for _, _, secret in resources(templates, SECRET, "redirect_login"):
        text = json.dumps(secret["GenerateSecretString"]["SecretStringTemplate"])
        secret["GenerateSecretString"]["SecretStringTemplate"] = json.loads(
            text.replace("redirect_login", "")
        )


def migrations_forget_a_login(templates: Templates) -> None:
    function = first(templates, FUNCTION, '"database_migrations.handler.lambda_handler"')
    del function["Environment"]["Variables"]["REDIRECT_SECRET_ARN"]


def mute(templates: Templates) -> None:
    """As it stood once: a policy whose only statement demands TLS takes the place of SNS's own."""
    document = first(templates, "AWS::SNS::TopicPolicy")["PolicyDocument"]
    document["Statement"] = [one for one in document["Statement"] if one["Effect"] == "Deny"]


def budgets_are_mute(templates: Templates) -> None:
    document = first(templates, "AWS::SNS::TopicPolicy")["PolicyDocument"]
    document["Statement"] = [one for one in document["Statement"] if "budgets" not in json.dumps(one)]


def only_releases_hear(templates: Templates) -> None:
    """The alarm of a capability's errors is gone, and its brake, which sees them too, is there."""
    delete("AWS::CloudWatch::Alarm", '"atomic-influence-prod-payments-errors"')(templates)
    assert first(templates, "AWS::CloudWatch::Alarm", '"atomic-influence-prod-payments-brake"')


def alarms_may_not_seal(templates: Templates) -> None:
    for _, _, key in resources(templates, "AWS::KMS::Key"):
        statements = key["KeyPolicy"]["Statement"]
        statements[:] = [one for one in statements if "cloudwatch.amazonaws.com" not in json.dumps(one)]


def another_accounts_alarms(templates: Templates) -> None:
    text = json.dumps(first(templates, "AWS::SNS::TopicPolicy")["PolicyDocument"])
    first(templates, "AWS::SNS::TopicPolicy")["PolicyDocument"] = json.loads(
        text.replace('{"aws:SourceAccount": {"Ref": "AWS::AccountId"}}', '{"aws:SourceAccount": "another"}')
    )


def no_files(templates: Templates) -> None:
    for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"):
        forbid(action, "usermanagementapiRole")(templates)


def rename_a_function(templates: Templates) -> None:
    first(templates, FUNCTION, REDIRECT)["FunctionName"] = "atomic-influence-prod-renamed"
