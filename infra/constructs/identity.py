"""Cognito: people sign in with e-mail and password, machines with client credentials."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.federation import federated_client
from infra.constructs.firewall import Firewall
from infra.constructs.function import function_arn
from infra.stages import Stage
from infra.topology.types import SignIn

SERVICE_SCOPE = "atomic-influence/service"
# Every access token of a person has it and no ID token has: asking for it refuses ID tokens at the door.
PERSON_SCOPE = "aws.cognito.signin.user.admin"
ACCESS_TOKEN = cdk.Duration.minutes(15)


class Identity(Construct):
    """The user pool, its firewall, and the clients `server` (our doors), `web` (no secret) and `service` (machines).

    `triggers` maps a Cognito trigger (`postConfirmation`) to the name of the Lambda that answers it. The
    Lambda lives in its capability's stack, which needs this one: its ARN is composed, its permission given there.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        rules: SignIn,
        triggers: dict[str, str],
        own_addresses: Sequence[str],
        integrations: secretsmanager.ISecret,
    ) -> None:
        super().__init__(scope, name)
        self.rules = rules
        self.pool = _user_pool(self, stage, rules)
        _refuse_known_passwords(self, self.pool)
        for trigger, function_name in triggers.items():
            self.pool.add_trigger(
                cognito.UserPoolOperation.of(trigger), self._function(trigger, function_name)
            )
        domain = cognito.CognitoDomainOptions(domain_prefix=stage.sign_in_domain_prefix)
        self.domain = self.pool.add_domain("Domain", cognito_domain=domain)
        self.server_client = self._server_client(cdk.Duration.days(rules.refresh_token_days))
        self.web_client = self._web_client(cdk.Duration.days(rules.refresh_token_days))
        self.service_client = self._service_client()
        self.federated_client = federated_client(
            self, self.pool, stage, integrations, access_token=ACCESS_TOKEN,
            refresh_token=cdk.Duration.days(rules.refresh_token_days),
        )  # fmt: skip
        self.firewall = Firewall(self, "Firewall", region_scope="REGIONAL", own_addresses=own_addresses)
        waf.CfnWebACLAssociation(
            self,
            "FirewallAssociation",
            resource_arn=self.pool.user_pool_arn,
            web_acl_arn=self.firewall.attr_arn,
        )

    @property
    def audience(self) -> list[str]:
        """The clients whose access tokens the gateway takes."""
        return [*self.clients_of_people, self.service_client.user_pool_client_id]

    @property
    def clients_of_people(self) -> list[str]:
        """The same without that of machines."""
        clients = [self.web_client, self.server_client, self.federated_client]
        return [client.user_pool_client_id for client in clients if client is not None]

    @property
    def issuer(self) -> str:
        """What stands in a token's `iss`."""
        region = cdk.Stack.of(self).region
        return f"https://cognito-idp.{region}.amazonaws.com/{self.pool.user_pool_id}"

    def _function(self, trigger: str, name: str) -> lambda_.IFunction:
        return lambda_.Function.from_function_attributes(
            self, f"Trigger-{trigger}", function_arn=function_arn(self, name), skip_permissions=True
        )

    def _server_client(self, refresh_token_lives: cdk.Duration) -> cognito.UserPoolClient:
        """By which our doors sign people up and in: what it may is ours alone, as it has a secret."""
        return self._persons_client(
            "Server",
            refresh_token_lives,
            generate_secret=True,
            auth_flows=cognito.AuthFlow(admin_user_password=True, custom=True, user=True),
            auth_session_validity=cdk.Duration.minutes(15),
            enable_propagate_additional_user_context_data=True,
        )

    def _web_client(self, refresh_token_lives: cdk.Duration) -> cognito.UserPoolClient:
        return self._persons_client(
            "Web",
            refresh_token_lives,
            generate_secret=False,
            auth_flows=cognito.AuthFlow(user_password=True, user_srp=True, user=True),
        )

    def _persons_client(
        self,
        name: str,
        refresh_token_lives: cdk.Duration,
        *,
        generate_secret: bool,
        auth_flows: cognito.AuthFlow,
        auth_session_validity: cdk.Duration | None = None,
        enable_propagate_additional_user_context_data: bool | None = None,
    ) -> cognito.UserPoolClient:
        """A client by which people sign in."""
        attributes = cognito.ClientAttributes()
        readable = attributes.with_standard_attributes(email=True, email_verified=True, fullname=True)
        return self.pool.add_client(
            name,
            generate_secret=generate_secret,
            disable_o_auth=True,
            auth_flows=auth_flows,
            auth_session_validity=auth_session_validity,
            prevent_user_existence_errors=True,
            enable_propagate_additional_user_context_data=enable_propagate_additional_user_context_data,
            enable_token_revocation=True,
            access_token_validity=ACCESS_TOKEN,
            id_token_validity=ACCESS_TOKEN,
            refresh_token_validity=refresh_token_lives,
            # For a call of ours whose answer was lost; to clients a token is good once (decision 88).
            refresh_token_rotation_grace_period=cdk.Duration.seconds(30),
            read_attributes=readable.with_custom_attributes("role"),
            # Not the address: our database would not learn of the new one, and who is given the old one has no account.
            # At sign-up Cognito takes it from the user name.
            write_attributes=attributes.with_standard_attributes(fullname=True).with_custom_attributes(
                "role"
            ),
        )

    def _service_client(self) -> cognito.UserPoolClient:
        server_name, scope_name = SERVICE_SCOPE.split("/")
        scope = cognito.ResourceServerScope(scope_name=scope_name, scope_description="Calls between machines")
        server = self.pool.add_resource_server("Machines", identifier=server_name, scopes=[scope])
        return self.pool.add_client(
            "Service",
            generate_secret=True,
            access_token_validity=ACCESS_TOKEN,
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(client_credentials=True),
                scopes=[cognito.OAuthScope.resource_server(server, scope)],
            ),
        )


def _mail(stage: Stage) -> cognito.UserPoolEmail:
    """By SES: Cognito itself would send fifty mails a day, and no codes to sign in with."""
    return cognito.UserPoolEmail.with_ses(
        from_email=stage.sign_in_mail_from, from_name="Atomic Influence",
        reply_to=stage.mail_reply_to or None, ses_region=stage.region,
        ses_verified_domain=stage.sign_in_mail_from.partition("@")[2],
    )  # fmt: skip


def _user_pool(scope: Identity, stage: Stage, rules: SignIn) -> cognito.UserPool:
    pool = cognito.UserPool(
        scope,
        "Pool",
        user_pool_name=stage.resource_name("users"),
        self_sign_up_enabled=True,
        sign_in_aliases=cognito.SignInAliases(email=True),
        sign_in_case_sensitive=False,
        sign_in_policy=cognito.SignInPolicy(
            allowed_first_auth_factors=cognito.AllowedFirstAuthFactors(password=True, email_otp=True)
        ),
        email=_mail(stage),
        auto_verify=cognito.AutoVerifiedAttrs(email=True),
        keep_original=cognito.KeepOriginalAttrs(email=True),
        account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
        custom_attributes={"role": cognito.StringAttribute(mutable=True, max_len=20)},
        password_policy=cognito.PasswordPolicy(
            min_length=rules.shortest_password, require_digits=False, require_lowercase=False,
            require_uppercase=False, require_symbols=False, temp_password_validity=cdk.Duration.days(3),
        ),
        mfa=cognito.Mfa.OPTIONAL,
        mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
        feature_plan=cognito.FeaturePlan.PLUS,
        standard_threat_protection_mode=cognito.StandardThreatProtectionMode.FULL_FUNCTION,
        deletion_protection=stage.keep_data,
        removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
    )  # fmt: skip
    acknowledge(
        pool,
        "AwsSolutions-COG1",
        "Length, and no password that is known from a leak, instead of kinds of characters.",
    )
    acknowledge(
        pool, "AwsSolutions-COG2", "A second factor is offered to all (TOTP) and forced by risk, not by rule."
    )
    return pool


def _refuse_known_passwords(scope: Identity, pool: cognito.UserPool) -> None:
    """Refuse a password that is known from a leak where it is chosen, and where it is used."""
    block = cognito.CfnUserPoolRiskConfigurationAttachment.CompromisedCredentialsActionsTypeProperty(
        event_action="BLOCK"
    )
    cognito.CfnUserPoolRiskConfigurationAttachment(
        scope,
        "KnownPasswords",
        user_pool_id=pool.user_pool_id,
        client_id="ALL",
        compromised_credentials_risk_configuration=(
            cognito.CfnUserPoolRiskConfigurationAttachment.CompromisedCredentialsRiskConfigurationTypeProperty(
                actions=block, event_filter=["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"]
            )
        ),
    )
