"""The same web firewall twice: before CloudFront, and before the user pool."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES = 2_000
SIGN_INS_PER_ADDRESS_IN_FIVE_MINUTES = 300
"""Before the limits of accounts and addresses, which know more (decision 77), and need the database."""
SIGN_IN_PATHS = ("/api/v1/auth/", "/auth/v1/")
_MANAGED = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesAmazonIpReputationList")  # fmt: skip


class Firewall(waf.CfnWebACL):
    """AWS's managed rules, and a limit per address. `region_scope` is REGIONAL or CLOUDFRONT.

    CloudWatch knows it as `metric_name`. From `own_addresses`, ranges, our functions ask for everybody: they have no
    limit here.
    """

    def __init__(
        self, scope: Construct, name: str, *, region_scope: str, own_addresses: Sequence[str] = ()
    ) -> None:
        metric_name = f"{cdk.Stack.of(scope).stack_name}-{name}"
        others = _all_but(scope, own_addresses) if own_addresses else None
        super().__init__(
            scope,
            name,
            scope=region_scope,
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible(metric_name),
            rules=[
                _rate_limit("RatePerAddress", 0, REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES, others),
                *(_managed(rules, number) for number, rules in enumerate(_MANAGED, start=1)),
                *([_sign_in_limit(len(_MANAGED) + 1)] if region_scope == "CLOUDFRONT" else []),
            ],
        )
        self.metric_name = metric_name


def _rate_limit(
    name: str, priority: int, limit: int, of: waf.CfnWebACL.StatementProperty | None = None
) -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        visibility_config=_visible(name),
        statement=waf.CfnWebACL.StatementProperty(
            rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                aggregate_key_type="IP", limit=limit, scope_down_statement=of
            )
        ),
    )


def _all_but(scope: Construct, addresses: Sequence[str]) -> waf.CfnWebACL.StatementProperty:
    ours = waf.CfnIPSet(
        scope, "OwnAddresses", addresses=list(addresses), ip_address_version="IPV4", scope="REGIONAL"
    )
    is_ours = waf.CfnWebACL.StatementProperty(
        ip_set_reference_statement=waf.CfnWebACL.IPSetReferenceStatementProperty(arn=ours.attr_arn)
    )
    return waf.CfnWebACL.StatementProperty(
        not_statement=waf.CfnWebACL.NotStatementProperty(statement=is_ours)
    )


def _sign_in_limit(priority: int) -> waf.CfnWebACL.RuleProperty:
    paths = waf.CfnWebACL.OrStatementProperty(statements=[_begins_with(path) for path in SIGN_IN_PATHS])
    return _rate_limit(
        "SignInsPerAddress",
        priority,
        SIGN_INS_PER_ADDRESS_IN_FIVE_MINUTES,
        waf.CfnWebACL.StatementProperty(or_statement=paths),
    )


def _begins_with(path: str) -> waf.CfnWebACL.StatementProperty:
    return waf.CfnWebACL.StatementProperty(
        byte_match_statement=waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=path,
            text_transformations=[waf.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
        )
    )


def _managed(rules: str, priority: int) -> waf.CfnWebACL.RuleProperty:
    # The common rules refuse bodies above 8 KiB, which a campaign's description may exceed: only counted.
    count_only = ["SizeRestrictions_BODY"] if rules == "AWSManagedRulesCommonRuleSet" else []
    return waf.CfnWebACL.RuleProperty(
        name=rules,
        priority=priority,
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        visibility_config=_visible(rules),
        statement=waf.CfnWebACL.StatementProperty(
            managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS",
                name=rules,
                rule_action_overrides=[
                    waf.CfnWebACL.RuleActionOverrideProperty(
                        name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
                    )
                    for rule in count_only
                ],
            )
        ),
    )


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
