"""Client → CloudFront: which behaviour a path meets, what it lets through, and where it leads."""

from dataclasses import dataclass
from typing import Any

from infra.path_patterns import matches
from infra.walk.house import House, Thing

DISTRIBUTION = "AWS::CloudFront::Distribution"
NEVER_CACHES = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's own policy `CachingDisabled`."""
API_HOST = ".execute-api.us-east-1.amazonaws.com"
PROOF = "x-origin-verify"


@dataclass(frozen=True)
class Behaviour:
    """What CloudFront does with the paths of one pattern."""

    distribution: Thing
    pattern: str
    methods: frozenset[str]
    headers: frozenset[str] | None
    """Those that are handed on, in small letters; None where the policy is none that we know."""
    in_cache_key: frozenset[str]
    keeps_answers: bool
    known_cache: bool
    query: str
    functions: tuple[str, ...]
    api: str
    """The reference of the API that it leads to; "" for another origin."""
    proofs: frozenset[str]


Table = list[Behaviour]
"""The behaviours of a distribution in the order in which CloudFront looks at them, the default one last."""


def tables(house: House) -> list[Table]:
    """One table for each distribution."""
    found = []
    for distribution in house.all(DISTRIBUTION):
        config = house.raw(distribution)["DistributionConfig"]
        last = config["DefaultCacheBehavior"] | {"PathPattern": "*"}
        listed = [*config.get("CacheBehaviors", []), last]
        found.append([_read(house, distribution, behaviour) for behaviour in listed])
    return found


def met(table: Table, path: str) -> Behaviour:
    """What CloudFront does with a path: the first pattern that fits it."""
    return next(one for one in table if matches(_slashed(one.pattern), path))


def _slashed(pattern: str) -> str:
    """A slash in front is optional."""
    return pattern if pattern.startswith(("/", "*")) else f"/{pattern}"


def _read(house: House, distribution: Thing, behaviour: dict[str, Any]) -> Behaviour:
    requests = _policy(house, distribution, behaviour, "OriginRequestPolicy")
    cached = _policy(house, distribution, behaviour, "CachePolicy")
    key = cached.get("ParametersInCacheKeyAndForwardedToOrigin", {})
    origin = _origin(house, distribution, behaviour)
    domain = house.text(distribution.stack, origin.get("DomainName", ""))
    return Behaviour(
        distribution=distribution,
        pattern=behaviour["PathPattern"],
        methods=frozenset(behaviour.get("AllowedMethods", ("GET", "HEAD"))),
        headers=_listed(requests) if requests else None,
        in_cache_key=_listed(key) or frozenset(),
        keeps_answers=float(cached.get("MaxTTL", 31_536_000 if cached else 0)) > 1,
        known_cache=bool(cached) or behaviour.get("CachePolicyId") == NEVER_CACHES,
        query=requests.get("QueryStringsConfig", {}).get("QueryStringBehavior", "none"),
        functions=tuple(
            house.text(distribution.stack, one["FunctionARN"])
            for one in behaviour.get("FunctionAssociations", [])
        ),
        api=domain.removesuffix(API_HOST) if domain.endswith(API_HOST) else "",
        proofs=frozenset(
            house.text(distribution.stack, header["HeaderValue"])
            for header in origin.get("OriginCustomHeaders", [])
            if header["HeaderName"].lower() == PROOF
        ),
    )


def _policy(house: House, distribution: Thing, behaviour: dict[str, Any], kind: str) -> dict[str, Any]:
    """The configuration of a policy of ours; empty where there is none, or it is AWS's."""
    named = house.text(distribution.stack, behaviour.get(f"{kind}Id", ""))
    policy = house.find(named, f"AWS::CloudFront::{kind}")
    found: dict[str, Any] = house.raw(policy)[f"{kind}Config"] if policy else {}
    return found


def _origin(house: House, distribution: Thing, behaviour: dict[str, Any]) -> dict[str, Any]:
    origins = house.raw(distribution)["DistributionConfig"].get("Origins", [])
    return next((one for one in origins if one["Id"] == behaviour["TargetOriginId"]), {})


def _listed(config: dict[str, Any]) -> frozenset[str] | None:
    headers = config.get("HeadersConfig", {})
    if headers.get("HeaderBehavior") not in {"whitelist", "none"}:
        return None
    return frozenset(str(name).lower() for name in headers.get("Headers", []))
