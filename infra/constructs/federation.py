"""Sign-in by Google and LinkedIn: Cognito asks them, and the front end gets a code of Cognito's at its own callback.

Each is there where the stage names its client; the secret is read from the integrations secret when it is deployed.
"""

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.stages import Stage

CALLBACK = "/auth/callback"
"""The front end's page; it exchanges the code with PKCE at the token endpoint of the sign-in domain."""
SCOPES = ["openid", "email", "profile"]
LINKEDIN_ISSUER = "https://www.linkedin.com/oauth"


def federated_client(
    scope: Construct, pool: cognito.UserPool, stage: Stage, secrets: secretsmanager.ISecret, *,
    access_token: cdk.Duration, refresh_token: cdk.Duration,
) -> cognito.UserPoolClient | None:  # fmt: skip
    """The client of front ends for these sign-ins; None where the stage names no provider. It takes no password."""
    providers = _providers(scope, pool, stage, secrets)
    if not providers:
        return None
    client = pool.add_client(
        "Federated",
        generate_secret=False,
        auth_flows=cognito.AuthFlow(),
        supported_identity_providers=[
            cognito.UserPoolClientIdentityProvider.custom(provider.provider_name) for provider in providers
        ],
        o_auth=cognito.OAuthSettings(
            flows=cognito.OAuthFlows(authorization_code_grant=True),
            # Without the last one the gateway takes no token: it would be as good as an ID token.
            scopes=[
                cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE,
                cognito.OAuthScope.COGNITO_ADMIN,
            ],
            callback_urls=[f"{stage.site_url}{CALLBACK}"],
            logout_urls=[stage.site_url],
        ),
        prevent_user_existence_errors=True,
        enable_token_revocation=True,
        access_token_validity=access_token,
        id_token_validity=access_token,
        refresh_token_validity=refresh_token,
        refresh_token_rotation_grace_period=cdk.Duration.seconds(30),
    )  # fmt: skip
    for provider in providers:
        client.node.add_dependency(provider)
    return client


def _providers(
    scope: Construct, pool: cognito.UserPool, stage: Stage, secrets: secretsmanager.ISecret
) -> list[cognito.UserPoolIdentityProviderGoogle | cognito.UserPoolIdentityProviderOidc]:
    found: list[cognito.UserPoolIdentityProviderGoogle | cognito.UserPoolIdentityProviderOidc] = []
    verified = {"email_verified": cognito.ProviderAttribute.other("email_verified")}
    if stage.google_client_id:
        found.append(cognito.UserPoolIdentityProviderGoogle(
            scope, "Google", user_pool=pool, client_id=stage.google_client_id,
            client_secret_value=secrets.secret_value_from_json("GOOGLE_SIGN_IN_SECRET"), scopes=SCOPES,
            attribute_mapping=cognito.AttributeMapping(
                email=cognito.ProviderAttribute.GOOGLE_EMAIL, fullname=cognito.ProviderAttribute.GOOGLE_NAME,
                custom=verified,
            ),
        ))  # fmt: skip
    if stage.linkedin_client_id:
        # A text of CloudFormation's, which reads the secret when it deploys: nothing of it stands in the template.
        secret = secrets.secret_value_from_json("LINKEDIN_SIGN_IN_SECRET").unsafe_unwrap()
        found.append(cognito.UserPoolIdentityProviderOidc(
            scope, "LinkedIn", user_pool=pool, name="LinkedIn", client_id=stage.linkedin_client_id,
            client_secret=secret, issuer_url=LINKEDIN_ISSUER, scopes=SCOPES,
            attribute_request_method=cognito.OidcAttributeRequestMethod.GET,
            attribute_mapping=cognito.AttributeMapping(
                email=cognito.ProviderAttribute.other("email"), fullname=cognito.ProviderAttribute.other("name"),
                custom=verified,
            ),
        ))  # fmt: skip
    return found
