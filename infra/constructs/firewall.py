"""The same web firewall twice: before CloudFront, and before the user pool."""

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES = 2_000
_MANAGED = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesAmazonIpReputationList")  # fmt: skip


class Firewall(waf.CfnWebACL):
    """AWS's managed rules, and a limit per address. `region_scope` is REGIONAL or CLOUDFRONT."""

    def __init__(self, scope: Construct, name: str, *, region_scope: str) -> None:
        super().__init__(
            scope,
            name,
            scope=region_scope,
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible(name),
            rules=[
                _rate_limit(),
                *(_managed(rules, number) for number, rules in enumerate(_MANAGED, start=1)),
            ],
        )


def _rate_limit() -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        name="RatePerAddress",
        priority=0,
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        visibility_config=_visible("RatePerAddress"),
        statement=waf.CfnWebACL.StatementProperty(
            rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                aggregate_key_type="IP", limit=REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES
            )
        ),
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
