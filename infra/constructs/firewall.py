"""The web firewall twice: before CloudFront by path, and before the user pool. (Decision 85.)"""

from collections.abc import Iterable, Sequence

import aws_cdk as cdk
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES = 2_000
SIGN_INS_PER_ADDRESS_IN_FIVE_MINUTES = 300
"""Before the limits of accounts and addresses, which know more (decision 77), and need the database."""
SIGN_IN_PATHS = ("/api/v1/auth/", "/auth/v1/")
VISITS = ("/t/", "/r/")
"""Thousands of phones share an address of their carrier, and all of them may follow one link at once."""
OF_MANY_BEHIND_ONE_ADDRESS = {
    "VisitsPerAddress": (VISITS, 60_000),
    "ConversionsPerAddress": (("/api/v1/conversions/",), 30_000),  # a shop's server, for all that it sells
    "WebhooksPerAddress": (("/webhooks/",), 30_000),
}
"""Rule → where it counts, and requests of one address in five minutes: 200 and 100 a second."""
FANS = ("/q/", "/api/v1/qr/", "/api/v1/fans/")
"""Fifty thousand people at one place, behind one address, within minutes: nobody is refused for where they are."""
SCANS_OF_ONE_ADDRESS = "ScansPerAddress"
SCANS_PER_ADDRESS_IN_FIVE_MINUTES = 500_000
"""A stadium with ten requests of each, page and repeats: more is told (`scans-per-address`), and let through."""
NO_VISIT = "no-visit"
"""The label of whatever is neither the way of a link nor of a fan: only that may be logged."""
COMMON_RULES = "AWSManagedRulesCommonRuleSet"
ONLY_COUNTED = (
    "SizeRestrictions_BODY",  # above 8 KiB: a campaign's description may be
    "NoUserAgent_HEADER",  # a shop's server may send none
    "CrossSiteScripting_BODY",  # a brief may show how an embed looks
    "GenericLFI_BODY",
    "GenericRFI_BODY",  # and where its files are
)
"""Common rules that refuse honest requests as well. CloudWatch counts what they would refuse."""
REPUTATION = "AWSManagedRulesAmazonIpReputationList"
REPUTATION_OF_FANS = "ReputationOfFans"
"""The same list where it only counts."""
_MANAGED = (COMMON_RULES, "AWSManagedRulesKnownBadInputsRuleSet", REPUTATION)


class Firewall(waf.CfnWebACL):
    """AWS's managed rules, and limits per address. `region_scope` is REGIONAL or CLOUDFRONT.

    CloudWatch knows it as `metric_name`. From `own_addresses`, ranges, our functions ask for everybody: they have no
    limit here, and what people wrote is not judged anew when we push it on.
    """

    def __init__(
        self, scope: Construct, name: str, *, region_scope: str, own_addresses: Sequence[str] = ()
    ) -> None:
        metric_name = f"{cdk.Stack.of(scope).stack_name}-{name}"
        others = _not(_any_from(scope, own_addresses)) if own_addresses else None
        if region_scope == "CLOUDFRONT":
            rules = [*_by_path(), *_managed_by_path()]
        else:
            rules = [
                _rate_limit("RatePerAddress", REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES, others),
                *(_managed(group, others) for group in _MANAGED),
            ]
        super().__init__(
            scope,
            name,
            name=f"{cdk.Stack.of(scope).stack_name}-firewall",
            scope=region_scope,
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible(metric_name),
            rules=[_at(priority, rule) for priority, rule in enumerate(rules)],
        )
        self.metric_name = metric_name

    def label(self, name: str) -> str:
        """How the log calls a label of this firewall."""
        return f"awswaf:{cdk.Stack.of(self).account}:webacl:{self.name}:{name}"


def _by_path() -> list[dict[str, object]]:
    """Each path counts once: where one address is many, in a rule of its own, and else in the general one."""
    own = [*FANS, *(path for paths, _ in OF_MANY_BEHIND_ONE_ADDRESS.values() for path in paths)]
    return [
        {
            "name": "NoVisit",
            "action": waf.CfnWebACL.RuleActionProperty(count={}),
            "rule_labels": [waf.CfnWebACL.LabelProperty(name=NO_VISIT)],
            "statement": _not(_any_of((*VISITS, *FANS))),
        },
        _rate_limit("RatePerAddress", REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES, _not(_any_of(own))),
        *(
            _rate_limit(name, most, _any_of(paths))
            for name, (paths, most) in OF_MANY_BEHIND_ONE_ADDRESS.items()
        ),
        _rate_limit(SCANS_OF_ONE_ADDRESS, SCANS_PER_ADDRESS_IN_FIVE_MINUTES, _any_of(FANS), counts_only=True),
        _rate_limit("SignInsPerAddress", SIGN_INS_PER_ADDRESS_IN_FIVE_MINUTES, _any_of(SIGN_IN_PATHS)),
    ]


def _managed_by_path() -> list[dict[str, object]]:
    """AWS's rules for everybody, but that a fan is not refused for what somebody else did behind the address."""
    return [
        *(_managed(group, _not(_any_of(FANS)) if group == REPUTATION else None) for group in _MANAGED),
        {
            **_managed(REPUTATION, _any_of(FANS)),
            "name": REPUTATION_OF_FANS,
            "override_action": waf.CfnWebACL.OverrideActionProperty(count={}),
        },
    ]


def _at(priority: int, rule: dict[str, object]) -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        priority=priority,
        visibility_config=_visible(str(rule["name"])),
        **rule,  # type: ignore[arg-type]
    )


def _rate_limit(
    name: str, limit: int, of: waf.CfnWebACL.StatementProperty | None = None, *, counts_only: bool = False
) -> dict[str, object]:
    action = waf.CfnWebACL.RuleActionProperty
    return {
        "name": name,
        "action": action(count={}) if counts_only else action(block={}),
        "statement": waf.CfnWebACL.StatementProperty(
            rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                aggregate_key_type="IP", limit=limit, scope_down_statement=of
            )
        ),
    }


def _not(statement: waf.CfnWebACL.StatementProperty) -> waf.CfnWebACL.StatementProperty:
    return waf.CfnWebACL.StatementProperty(
        not_statement=waf.CfnWebACL.NotStatementProperty(statement=statement)
    )


def _any_from(scope: Construct, addresses: Sequence[str]) -> waf.CfnWebACL.StatementProperty:
    ours = waf.CfnIPSet(
        scope, "OwnAddresses", addresses=list(addresses), ip_address_version="IPV4", scope="REGIONAL"
    )
    return waf.CfnWebACL.StatementProperty(
        ip_set_reference_statement=waf.CfnWebACL.IPSetReferenceStatementProperty(arn=ours.attr_arn)
    )


def _any_of(paths: Iterable[str]) -> waf.CfnWebACL.StatementProperty:
    statements = [_begins_with(path) for path in paths]
    if len(statements) == 1:
        return statements[0]  # an OR has two sides at least
    return waf.CfnWebACL.StatementProperty(
        or_statement=waf.CfnWebACL.OrStatementProperty(statements=statements)
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


def _managed(rules: str, of: waf.CfnWebACL.StatementProperty | None) -> dict[str, object]:
    return {
        "name": rules,
        "override_action": waf.CfnWebACL.OverrideActionProperty(none={}),
        "statement": waf.CfnWebACL.StatementProperty(
            managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
                vendor_name="AWS",
                name=rules,
                scope_down_statement=of,
                rule_action_overrides=[
                    waf.CfnWebACL.RuleActionOverrideProperty(
                        name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
                    )
                    for rule in (ONLY_COUNTED if rules == COMMON_RULES else ())
                ],
            )
        ),
    }


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    """Counted, without samples: they would be addresses of visitors, with the paths that they asked for."""
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
