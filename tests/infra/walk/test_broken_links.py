"""Each kind of link is broken once on purpose, and the walk says which."""

import pytest

from infra.walk import told, walk
from infra.walk.house import House
from infra.walk.links import Link
from tests.infra.walk import breaks
from tests.infra.walk.changes import (
    Change,
    Templates,
    delete,
    enter_by_alias,
    forbid,
    of_behaviour,
    put,
    take,
    unlist_header,
)
from tests.infra.walk.channel_breaks import CHANNEL_BREAKS

AUTHORIZER, ROUTE = "AWS::ApiGatewayV2::Authorizer", "AWS::ApiGatewayV2::Route"
INTEGRATION, STAGE = "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Stage"
FUNCTION, PERMISSION, ROLE = "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::IAM::Role"
MAPPING, QUEUE, SCHEDULE = "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue", "AWS::Scheduler::Schedule"
ALARM, SECRET, CLUSTER = "AWS::CloudWatch::Alarm", "AWS::SecretsManager::Secret", "AWS::RDS::DBCluster"
INGRESS, POOL = "AWS::EC2::SecurityGroupIngress", "AWS::Cognito::UserPool"
REDIRECT = '"tracking_redirect.redirect.lambda_handler"'
NOBODY = "arn:aws:lambda:us-east-1:123456789012:function:nobody"
FAILURES = "AWS::Lambda::EventInvokeConfig"


_alias_for_routes_only = enter_by_alias("atomic-influence-prod-tracking-redirect", INTEGRATION)
_alias_for_timers_only = enter_by_alias("atomic-influence-prod-tracking-schedule", SCHEDULE, ROLE)

BREAKS: list[tuple[str, Change, Link, str]] = [
    ("an export is gone", breaks.forget_exports, Link.REFERENCE, "no stack exports"),
    ("a role that is nowhere", breaks.name_nobody, Link.REFERENCE, "there is no NoSuchRole"),
    ("a policy of AWS", of_behaviour("/t/*", OriginRequestPolicyId="216adef6"), Link.BEHAVIOUR, "/t/*"),
    ("no distribution", delete("AWS::CloudFront::Distribution"), Link.BEHAVIOUR, "there is no distribution"),
    ("a webhook is not let in", of_behaviour("/webhooks/*", AllowedMethods=["GET", "HEAD"]), Link.METHOD,
     "POST /webhooks/stripe"),
    ("clients may only read", of_behaviour("*", AllowedMethods=["GET", "HEAD"]), Link.METHOD, "PATCH"),
    ("answers are kept", breaks.keep_answers_of_clients, Link.CACHE, "not for everybody"),
    ("clicks are kept", of_behaviour("/t/*", CachePolicyId="658327ea"), Link.CACHE, "/t/*"),
    ("Svix's header is lost", unlist_header("WebhookHeaders", "Svix-Id"), Link.HEADERS, "svix-id"),
    ("nobody knows whose page wrote", unlist_header("FanHeaders", "Sec-Fetch-Site"), Link.HEADERS, "sec-fetch-site"),
    ("the referrer is lost", unlist_header("VisitorHeaders", "Referer"), Link.HEADERS, "referer"),
    ("prefetches look like clicks", unlist_header("VisitorHeaders", "Sec-Purpose"), Link.HEADERS, "sec-purpose"),
    ("twice is done twice", unlist_header('-headers"', "Idempotency-Key"), Link.HEADERS, "idempotency-key"),
    ("no address", unlist_header('-headers"', "CloudFront-Viewer-Address"), Link.HEADERS, "viewer-address"),
    ("queries are lost", breaks.drop_queries, Link.HEADERS, "no query"),
    ("tokens are lost", breaks.drop_tokens, Link.TOKEN, "no Authorization"),
    ("a function at the edge that is nowhere",
     of_behaviour("/t/*", FunctionAssociations=[{"EventType": "viewer-request", "FunctionARN": "arn:gone"}]),
     Link.EDGE_FUNCTION, "arn:gone"),
    ("another API", breaks.lead_elsewhere, Link.ORIGIN, "leads to other"),
    ("another secret", breaks.prove_otherwise, Link.PROOF, "does not know what"),
    ("no stage", delete(STAGE), Link.STAGE, "has none"),
    ("a stage that waits", put(STAGE, "AutoDeploy", value=False), Link.STAGE, "does not deploy"),
    ("a stage in the path", put(STAGE, "StageName", value="live"), Link.STAGE, "stands in the path"),
    ("a throttle of no route", breaks.throttle_no_route, Link.STAGE, "GET /gone"),
    ("no authorizer", delete(AUTHORIZER), Link.AUTHORIZER, "no such authorizer"),
    ("an issuer of others", put(AUTHORIZER, "JwtConfiguration", "Issuer", value="https://x/pool"),
     Link.AUTHORIZER, "no pool of ours"),
    ("an audience of others", put(AUTHORIZER, "JwtConfiguration", "Audience", value=["x"]), Link.AUTHORIZER,
     "x is no client"),
    ("a scope that nobody has", breaks.ask_for_a_strange_scope, Link.AUTHORIZER, "atomic-influence/nobody"),
    ("no scope", take(ROUTE, "AuthorizationScopes", having='"JWT"'), Link.AUTHORIZER, "identity token"),
    ("a route to no integration", put(ROUTE, "Target", value="integrations/none"), Link.INTEGRATION, "none"),
    ("old events", put(INTEGRATION, "PayloadFormatVersion", value="1.0"), Link.INTEGRATION, "version 2.0"),
    ("the API may not", delete(PERMISSION, "apigateway.amazonaws.com"), Link.PERMISSION, "the API may not"),
    ("only another API may", put(PERMISSION, "SourceArn", having="apigateway.amazonaws.com",
     value="arn:aws:execute-api:us-east-1:123456789012:other/*/*/*"), Link.PERMISSION, "the API may not"),
    ("only a stage may that there is not", put(PERMISSION, "SourceArn", having="trackingredirectLiveFromApi",
     value="arn:aws:execute-api:us-east-1:123456789012:*/live/*/*"), Link.PERMISSION, "GET /t/{short_code}"),
    ("a function of nobody", put(INTEGRATION, "IntegrationUri", value=NOBODY), Link.FUNCTION, "nobody"),
    ("an alias that is not there", put(MAPPING, "FunctionName", having="clicks",
     value="atomic-influence-prod-tracking-worker:gone"), Link.FUNCTION, "no alias or version gone"),
    ("routes by the alias, its permission not", _alias_for_routes_only, Link.PERMISSION, "(live)"),
    ("routes by the alias, its permission to the newest", _alias_for_routes_only, Link.WAYS, "$LATEST"),
    ("timers by the alias, failures to the newest", _alias_for_timers_only, Link.DEAD_LETTERS, "(live)"),
    ("timers by the alias, the rest to the newest", _alias_for_timers_only, Link.WAYS, "by live"),
    ("another service's role", breaks.strangers_take_the_role, Link.ROLE, "tracking-redirect"),
    ("the scheduler has no role", breaks.scheduler_takes_no_role, Link.ROLE, "the scheduler may take on"),
    ("no lines", forbid("logs:PutLogEvents", "trackingredirectRole"), Link.LOGS, "may not write"),
    ("a log group of nobody", put(FUNCTION, "LoggingConfig", "LogGroup", value="x"), Link.LOGS, "none of ours"),
    ("no interface", forbid("ec2:CreateNetworkInterface"), Link.POLICY, "network interface"),
    ("no way out", delete("AWS::EC2::NatGateway"), Link.NETWORK, "no way out"),
    ("isolated", breaks.isolate, Link.NETWORK, "no way out"),
    ("outside", take(FUNCTION, "VpcConfig", having=REDIRECT), Link.NETWORK, "not in the network"),
    ("the database lets nobody in", delete(INGRESS), Link.SECURITY_GROUP, "at port 5432"),
    ("another port", put(CLUSTER, "Port", value=5433), Link.SECURITY_GROUP, "at port 5433"),
    ("nothing goes out", breaks.lock_in, Link.SECURITY_GROUP, "lets nothing out"),
    ("a secret that is nowhere", put(FUNCTION, "Environment", "Variables", "DATABASE_SECRET_ARN", having=REDIRECT,
     value="arn:aws:secretsmanager:us-east-1:1:secret:x"), Link.SECRET, "which is nowhere"),
    ("a secret that it may not read", forbid("secretsmanager:GetSecretValue", "trackingredirectRole"),
     Link.POLICY, "may not read"),
    ("a secret that it may not open", forbid("kms:Decrypt", "trackingredirectRole"), Link.KEY, "may not open"),
    ("keys that leave nothing to policies", breaks.keys_of_nobody, Link.KEY, "may not open"),
    ("no files", breaks.no_files, Link.POLICY, "files of"),
    ("a queue that it may not fill", forbid("sqs:SendMessage", "usermanagementapiRole"), Link.POLICY, "neither send"),
    ("no password", take(FUNCTION, "Environment", "Variables", "DATABASE_SECRET_ARN", having=REDIRECT), Link.LOGIN,
     "opens transactions"),
    ("a secret without a host", delete("AWS::SecretsManager::SecretTargetAttachment", "RedirectLogin"), Link.LOGIN,
     "names no secret"),
    ("a login without a name", breaks.login_without_a_name, Link.LOGIN, "no deploy makes"),
    ("a login that no deploy makes", breaks.migrations_forget_a_login, Link.LOGIN, "no deploy makes redirect_login"),
    ("another database", put(CLUSTER, "DatabaseName", value="other"), Link.LOGIN, "names the database"),
    ("a queue that wakes nobody", delete(MAPPING, "clicks"), Link.SOURCE, "wakes nobody"),
    ("a source of others", put(MAPPING, "EventSourceArn", value="arn:aws:sqs:us-east-1:1:x"), Link.SOURCE,
     "there is no arn:aws:sqs"),
    ("whole batches come back", take(MAPPING, "FunctionResponseTypes"), Link.SOURCE, "whole batch"),
    ("a worker that may not take", forbid("sqs:ReceiveMessage", "trackingworkerRole"), Link.POLICY,
     "may not sqs:ReceiveMessage"),
    ("a worker that may not open", forbid("kms:Decrypt", "trackingworkerRole"), Link.KEY, "open its messages"),
    ("nobody sends", forbid("sqs:SendMessage", "trackingredirectRole"), Link.SENDER, "prod-clicks"),
    ("messages are shown too soon", put(QUEUE, "VisibilityTimeout", having='-clicks"', value=10), Link.VISIBILITY,
     "after 10 s"),
    ("messages for ever", take(QUEUE, "RedrivePolicy", having='-clicks"'), Link.DEAD_LETTERS, "for ever"),
    ("failures are lost", delete(FAILURES, "trackingschedule"), Link.DEAD_LETTERS, "gives up is lost"),
    ("occurrences are lost", take(SCHEDULE, "Target", "DeadLetterConfig"), Link.DEAD_LETTERS, "kept nowhere"),
    ("a timer of nobody", put(SCHEDULE, "Target", "Arn", value=NOBODY), Link.TARGET, "nobody"),
    ("a timer that does not say which", put(SCHEDULE, "Target", "Input", value="{}"), Link.TARGET, "which job"),
    ("a timer that may not", forbid("lambda:InvokeFunction", "SchedulesRole"), Link.POLICY, "may not invoke"),
    ("a timer that may not keep", forbid("sqs:SendMessage", "SchedulesRole"), Link.POLICY, "not be delivered"),
    ("a timer that may not seal", forbid("kms:GenerateDataKey", "SchedulesRole"), Link.KEY, "not be delivered"),
    ("no group", delete("AWS::Scheduler::ScheduleGroup"), Link.GROUP, "there is no"),
    ("a trigger of nobody", put(POOL, "LambdaConfig", "PostConfirmation", value=NOBODY), Link.TRIGGER, "nobody"),
    ("the pool may not", delete(PERMISSION, "cognito-idp.amazonaws.com"), Link.PERMISSION, "PostConfirmation"),
    ("dead letters unseen", delete(ALARM, "clicks-dead"), Link.ALARM, "clicks-dead"),
    ("a scheduler unseen", delete(ALARM, "InvocationDroppedCount"), Link.ALARM, "InvocationDroppedCount"),
    ("errors unseen", delete(ALARM, "tracking-redirect-errors"), Link.ALARM, "of its errors"),
    ("an alarm that does nothing", take(ALARM, "AlarmActions"), Link.ALARM, "does nothing"),
    ("an alarm that is off", put(ALARM, "ActionsEnabled", value=False), Link.ALARM, "does nothing"),
    ("an alarm of what was renamed", breaks.rename_a_function, Link.METRIC, "nothing of that name"),
    ("alarms are mute", breaks.mute, Link.TOPIC, "not take what cloudwatch"),
    ("only another account's alarms", breaks.another_accounts_alarms, Link.TOPIC, "does not take"),
    ("alarms may not seal", breaks.alarms_may_not_seal, Link.KEY, "cloudwatch.amazonaws.com may not use the key"),
    ("the budget is mute", breaks.budgets_are_mute, Link.TOPIC, "not take what budgets"),
    ("an alarm of another topic", put(ALARM, "AlarmActions", value=["arn:aws:sns:us-east-1:1:gone"]), Link.TOPIC,
     "no topic of ours"),
    ("only a release is told of errors", breaks.only_releases_hear, Link.ALARM, "of its errors"),
    ("a release without its brake", delete(ALARM, '"atomic-influence-prod-payments-brake"'), Link.RELEASE,
     "no atomic-influence-prod-payments-brake that would stop it"),
    ("a release by nobody", delete("AWS::CodeDeploy::DeploymentGroup"), Link.RELEASE, "shifts it"),
    ("a release that may not", forbid("lambda:UpdateAlias"), Link.POLICY, "may not lambda:UpdateAlias"),
    ("a release that is blind", forbid("cloudwatch:DescribeAlarms"), Link.POLICY, "may not look at alarms"),
    ("a release as a stranger", breaks.strangers_release, Link.ROLE, "CodeDeploy may take on"),
    ("nobody at the end", put("AWS::SNS::Subscription", "Endpoint", value=""), Link.SUBSCRIBER, "nobody is subscribed"),
    ("nobody is told", delete("AWS::SNS::Subscription"), Link.SUBSCRIBER, "nobody is subscribed"),
]  # fmt: skip
ALL_BREAKS = [*BREAKS, *CHANNEL_BREAKS]


@pytest.mark.parametrize(
    ("change", "link", "says"), [one[1:] for one in ALL_BREAKS], ids=[one[0] for one in ALL_BREAKS]
)
def test_a_broken_link_is_named(prod: Templates, change: Change, link: Link, says: str) -> None:
    change(prod)
    found = walk(House("prod", prod))
    assert [one for one in found if one.link == link and says in str(one)], "\n".join(told(found))
    assert [line for line in told(found) if f": {link}: " in line]


def test_every_kind_of_link_is_broken() -> None:
    at_the_edge = {Link.EDGE_STORE, Link.EDGE_LOG}  # in test_edge_clicks: no stage has them by default
    assert {one[2] for one in ALL_BREAKS} | at_the_edge == set(Link)
