"""Sign-in by Google and LinkedIn, where a stage names their clients."""

import json
from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import assertions

from infra.constructs.identity import PERSON_SCOPE
from infra.stacks.data import DataStack
from infra.stages import DEV
from infra.topology import TOPOLOGY

Found = dict[str, dict[str, Any]]


def template_of(google_client_id: str | None = None, linkedin_client_id: str | None = None) -> Found:
    """Resources of the data stack of a stage that names these clients, by id."""
    stage = replace(DEV, google_client_id=google_client_id, linkedin_client_id=linkedin_client_id)
    stack = DataStack(cdk.App(), stage=stage, topology=TOPOLOGY)
    found: Found = assertions.Template.from_stack(stack).to_json()["Resources"]
    return found


def of_type(found: Found, kind: str) -> list[dict[str, Any]]:
    return [one["Properties"] for one in found.values() if one["Type"] == f"AWS::Cognito::{kind}"]


def test_a_stage_that_names_nobody_has_neither_providers_nor_their_client() -> None:
    found = template_of()
    assert of_type(found, "UserPoolIdentityProvider") == []
    assert not [one for one in of_type(found, "UserPoolClient") if "code" in one.get("AllowedOAuthFlows", [])]


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"google_client_id": "g.apps.example"}, ["Google"]),
        ({"linkedin_client_id": "l"}, ["LinkedIn"]),
        ({"google_client_id": "g.apps.example", "linkedin_client_id": "l"}, ["Google", "LinkedIn"]),
    ],
)
def test_people_sign_in_by_a_code_at_the_front_ends_own_page(
    settings: dict[str, str], names: list[str]
) -> None:
    found = template_of(**settings)
    providers = of_type(found, "UserPoolIdentityProvider")
    assert sorted(one["ProviderName"] for one in providers) == names
    for provider in providers:
        assert (
            provider["AttributeMapping"].items()
            >= {"email": "email", "email_verified": "email_verified"}.items()
        )
        secret = json.dumps(provider["ProviderDetails"]["client_secret"])
        assert "resolve:secretsmanager" in secret, "the secret stands in no template"
        assert f"{provider['ProviderName'].upper()}_SIGN_IN_SECRET" in secret
    (client,) = [
        one for one in of_type(found, "UserPoolClient") if "code" in one.get("AllowedOAuthFlows", [])
    ]
    supported = [json.dumps(one) for one in client["SupportedIdentityProviders"]]
    assert len(supported) == len(names), "and by no password"
    assert all(any(name in one for one in supported) for name in names)
    assert client["CallbackURLs"] == [f"{DEV.site_url}/auth/callback"]
    assert client["GenerateSecret"] is False
    assert PERSON_SCOPE in client["AllowedOAuthScopes"]
    assert client["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert "ALLOW_CUSTOM_AUTH" not in client.get("ExplicitAuthFlows", [])
