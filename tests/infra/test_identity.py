"""The user pool as our server needs it: whose client, whose permissions, whose mail, whose triggers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from common.access_tokens import ACCESS_TOKEN_SECONDS
from infra.constructs.function import LIVE
from infra.constructs.identity import ACCESS_TOKEN
from infra.stages import DEV, PROD, Stage
from tests.infra.conftest import Assembly, Resource

STAGES = (DEV, PROD)
STAGE_NAMES = [stage.name for stage in STAGES]
SIGNS_IN = {
    "AdminInitiateAuth", "AdminRespondToAuthChallenge", "AdminSetUserPassword", "DescribeUserPoolClient",
    "AdminGetUser", "ListUsers", "AdminUserGlobalSignOut", "AdminDeleteUser",
}  # fmt: skip
FOLLOWS = {
    "AdminGetUser", "ListUsers", "AdminUserGlobalSignOut", "AdminDeleteUser", "AdminDisableUser", "AdminEnableUser",
    "AdminUpdateUserAttributes",
}  # fmt: skip


def server(house: Assembly, stage: str = "prod") -> Resource:
    """The client of our doors."""
    clients = house.properties(stage, "AWS::Cognito::UserPoolClient")
    (found,) = [
        one for one in clients if "ALLOW_ADMIN_USER_PASSWORD_AUTH" in one.get("ExplicitAuthFlows", [])
    ]
    return found


def pool_of(house: Assembly, stage: str = "prod") -> Resource:
    (pool,) = house.properties(stage, "AWS::Cognito::UserPool")
    return pool


def cognito_permissions(house: Assembly, stage: str) -> Iterator[tuple[str, set[str], Any]]:
    """Function, actions and resource of every statement about Cognito in the roles of a stage."""
    for stack in house.stacks(stage):
        roles = stack.resources("AWS::IAM::Role")
        for function in stack.properties("AWS::Lambda::Function"):
            role = (
                roles.get(function["Role"]["Fn::GetAtt"][0], {}) if "Fn::GetAtt" in function["Role"] else {}
            )
            for policy in role.get("Properties", {}).get("Policies", []):
                for statement in policy["PolicyDocument"]["Statement"]:
                    actions = statement["Action"]
                    named = {actions} if isinstance(actions, str) else set(actions)
                    if any(action.startswith("cognito") for action in named):
                        yield function["FunctionName"], named, statement["Resource"]


def test_our_doors_have_a_client_with_a_secret_and_the_flows_that_they_use(house: Assembly) -> None:
    client = server(house)
    assert client["GenerateSecret"] is True
    assert sorted(client["ExplicitAuthFlows"]) == [
        "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_AUTH",
    ]  # fmt: skip
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["EnablePropagateAdditionalUserContextData"] is True
    assert client["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert client["EnableTokenRevocation"] is True
    assert client["AuthSessionValidity"] == 15, "as long as the code of a magic link is good"
    assert sorted(client["WriteAttributes"]) == ["custom:role", "name"]


def test_nobody_else_may_begin_a_sign_in_by_ticket(house: Assembly) -> None:
    for client in house.properties("prod", "AWS::Cognito::UserPoolClient"):
        if not client.get("GenerateSecret"):
            assert "ALLOW_CUSTOM_AUTH" not in client["ExplicitAuthFlows"]


def test_tokens_live_as_long_as_on_a_laptop(house: Assembly) -> None:
    client, days = server(house), house.topology.sign_in.refresh_token_days
    assert client["AccessTokenValidity"] * 60 == ACCESS_TOKEN_SECONDS == ACCESS_TOKEN.to_seconds()
    assert client["RefreshTokenValidity"] == days * 24 * 60
    assert set(client["TokenValidityUnits"].values()) == {"minutes"}


def test_the_gateway_takes_the_tokens_of_our_doors(house: Assembly) -> None:
    authorizers = house.properties("prod", "AWS::ApiGatewayV2::Authorizer")
    assert len(authorizers) == len(house.topology.apis)
    for authorizer in authorizers:
        assert "IdentityPoolServer" in json.dumps(authorizer["JwtConfiguration"]["Audience"])


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_who_signs_in_and_who_follows_may_ask_this_pool_and_nobody_else_may(
    house: Assembly, stage: str
) -> None:
    found = {name: (actions, resource) for name, actions, resource in cognito_permissions(house, stage)}
    prefix = f"atomic-influence-{stage}-user-management"
    assert {name: {a.removeprefix("cognito-idp:") for a in actions} for name, (actions, _) in found.items()} == {
        f"{prefix}-api": SIGNS_IN, f"{prefix}-worker": FOLLOWS,
    }  # fmt: skip
    for _, resource in found.values():
        assert "IdentityPool" in json.dumps(resource)
        assert "*" not in json.dumps(resource)


def test_our_doors_know_their_client_and_the_rules_of_the_map(house: Assembly) -> None:
    (api,) = [
        one["Environment"]["Variables"] for one in house.properties("prod", "AWS::Lambda::Function")
        if one["FunctionName"].endswith("user-management-api")
    ]  # fmt: skip
    assert "IdentityPoolServer" in json.dumps(api["IDENTITY_CLIENT_ID"])
    rules = house.topology.sign_in
    assert (api["SHORTEST_PASSWORD"], api["REFRESH_TOKEN_DAYS"]) == (
        str(rules.shortest_password), str(rules.refresh_token_days),
    )  # fmt: skip


@pytest.mark.parametrize("stage", STAGES, ids=STAGE_NAMES)
def test_the_pools_mail_goes_by_ses_from_a_domain_of_ours(house: Assembly, stage: Stage) -> None:
    mail = pool_of(house, stage.name)["EmailConfiguration"]
    assert mail["EmailSendingAccount"] == "DEVELOPER"
    assert stage.sign_in_mail_from in mail["From"]
    domain = stage.sign_in_mail_from.partition("@")[2]
    assert f":identity/{domain}" in json.dumps(mail["SourceArn"])
    assert f":ses:{stage.region}:" in json.dumps(mail["SourceArn"])


def test_a_code_by_mail_is_a_way_to_sign_in(house: Assembly) -> None:
    policies = pool_of(house)["Policies"]
    assert sorted(policies["SignInPolicy"]["AllowedFirstAuthFactors"]) == ["EMAIL_OTP", "PASSWORD"]


def test_every_trigger_of_the_map_is_the_pools_and_its_function_answers_in_time(house: Assembly) -> None:
    wanted = {
        trigger[0].upper() + trigger[1:]: f"atomic-influence-prod-{function.name}:{LIVE}"
        for function in house.topology.functions for trigger in function.identity_triggers
    }  # fmt: skip
    made = pool_of(house)["LambdaConfig"]
    assert {
        name: json.dumps(arn).rpartition("function:")[2].partition('"')[0] for name, arn in made.items()
    } == wanted
    assert set(made) == {
        "PostConfirmation", "CustomMessage", "DefineAuthChallenge", "CreateAuthChallenge",
        "VerifyAuthChallengeResponse",
    }  # fmt: skip
    permitted = {
        json.dumps(one["FunctionName"]) for one in house.properties("prod", "AWS::Lambda::Permission")
        if one["Principal"] == "cognito-idp.amazonaws.com"
    }  # fmt: skip
    assert len(permitted) == len(set(wanted.values()))
    answers = [
        one for one in house.properties("prod", "AWS::Lambda::Function")
        if f"{one['FunctionName']}:{LIVE}" in wanted.values()
    ]  # fmt: skip
    assert len(answers) == len(set(wanted.values()))
    for one in answers:
        assert (one["Timeout"], one["MemorySize"]) == (5, 1024)
        assert one["Environment"]["Variables"]["DATABASE_CONNECT_SECONDS"] == "2"


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_our_own_addresses_have_no_limit_before_the_pool(house: Assembly, stage: str) -> None:
    acls = house.properties(stage, "AWS::WAFv2::WebACL")
    (regional,) = [one for one in acls if one["Scope"] == "REGIONAL"]
    (limit,) = [rule for rule in regional["Rules"] if rule["Name"] == "RatePerAddress"]
    scope = limit["Statement"]["RateBasedStatement"]["ScopeDownStatement"]
    assert "OwnAddresses" in json.dumps(scope["NotStatement"])
    (ours,) = house.properties(stage, "AWS::WAFv2::IPSet")
    gateways = house.properties(stage, "AWS::EC2::NatGateway")
    named = {
        json.dumps(address).partition('GetAtt": ["')[2].partition('"')[0] for address in ours["Addresses"]
    }
    assert named == {gateway["AllocationId"]["Fn::GetAtt"][0] for gateway in gateways}
