"""AppSync Events: a channel for each person, on which nobody but our worker speaks. (Decision 113.)

The API itself is in core, whose domains and ARN the functions of a capability need; the namespace is in the stack of
the function that says who may listen.
"""

import aws_cdk as cdk
from aws_cdk import aws_appsync as appsync
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.constructs.identity import Identity
from infra.stages import Stage

CHANNELS = "users"
"""The namespace, as in functions/messaging/ (infra imports no runtime code): a channel is `/users/{user_id}/{key}`."""
PEOPLE, ROLES = appsync.AppSyncAuthorizationType.USER_POOL, appsync.AppSyncAuthorizationType.IAM
OF_PEOPLE, OF_ROLES = "AMAZON_COGNITO_USER_POOLS", "AWS_IAM"
"""The same, as CloudFormation calls them."""


class RealtimeApi(Construct):
    """People connect and listen with an access token of theirs, roles of ours publish; there is no API key.

    It writes no log: AppSync's would have the headers of each handshake, and a person's token is in one of them.
    """

    def __init__(self, scope: Construct, name: str, *, stage: Stage, identity: Identity) -> None:
        super().__init__(scope, name)
        self.api = appsync.EventApi(
            self,
            "Api",
            api_name=stage.resource_name("realtime"),
            # All four are said: what is left out would be an API key, or every way for everything.
            authorization_config=appsync.EventApiAuthConfig(
                auth_providers=[_people(identity), appsync.AppSyncAuthProvider(authorization_type=ROLES)],
                connection_auth_mode_types=[PEOPLE],
                default_subscribe_auth_mode_types=[PEOPLE],
                default_publish_auth_mode_types=[ROLES],
            ),
        )
        waf.CfnWebACLAssociation(
            self, "FirewallAssociation", resource_arn=self.api.api_arn, web_acl_arn=identity.firewall.attr_arn
        )

    @property
    def api_id(self) -> str:
        """What namespaces and metrics name it by."""
        return self.api.api_id

    @property
    def http_domain(self) -> str:
        """The host that takes what the worker publishes."""
        return self.api.http_dns

    @property
    def socket_domain(self) -> str:
        """The host that browsers and apps connect to, past CloudFront."""
        return self.api.realtime_dns

    @property
    def channels_arn(self) -> str:
        """The namespace, which another stack makes."""
        return cdk.Stack.of(self).format_arn(
            service="appsync", resource="apis", resource_name=f"{self.api_id}/channelNamespace/{CHANNELS}"
        )


class Channels(Construct):
    """The namespace, and the one function that AppSync asks about each subscription.

    Not the CDK's own constructs: their data source may invoke `target` and every version of it. No `on_publish` and no
    code: what is published goes out as it came. `policy` is filled by `infra/grants.py`.
    """

    def __init__(self, scope: Construct, name: str, *, api_id: str, target: lambda_.IFunction) -> None:
        super().__init__(scope, name)
        self.target = target
        self.policy = iam.PolicyDocument()
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("appsync.amazonaws.com"),
            inline_policies={"grants": self.policy},
        )
        source = appsync.CfnDataSource(
            self,
            "Source",
            api_id=api_id,
            name="socket",
            type="AWS_LAMBDA",
            lambda_config=appsync.CfnDataSource.LambdaConfigProperty(lambda_function_arn=target.function_arn),
            service_role_arn=role.role_arn,
        )
        made = appsync.CfnChannelNamespace
        made(
            self,
            "Namespace",
            api_id=api_id,
            name=CHANNELS,
            publish_auth_modes=[made.AuthModeProperty(auth_type=OF_ROLES)],
            subscribe_auth_modes=[made.AuthModeProperty(auth_type=OF_PEOPLE)],
            handler_configs=made.HandlerConfigsProperty(
                on_subscribe=made.HandlerConfigProperty(
                    behavior="DIRECT",
                    integration=made.IntegrationProperty(
                        data_source_name=source.attr_name,
                        lambda_config=made.LambdaConfigProperty(invoke_type="REQUEST_RESPONSE"),
                    ),
                )
            ),
        )


def _people(identity: Identity) -> appsync.AppSyncAuthProvider:
    """Tokens of the clients by which people sign in; one of a machine would be the pool's as well."""
    clients = "|".join(identity.clients_of_people)
    return appsync.AppSyncAuthProvider(
        authorization_type=PEOPLE,
        cognito_config=appsync.AppSyncCognitoConfig(
            user_pool=identity.pool, app_id_client_regex=f"^({clients})$"
        ),
    )
