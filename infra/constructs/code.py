"""Hands what `infra/bundling.py` builds to the CDK, which runs it once per content and never starts Docker."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_
from constructs import IConstruct

from infra import bundling

# `-c bundle=no` (tests): empty uploads, so that a synth takes seconds.
BUNDLE_CONTEXT = "bundle"


def package_code(scope: IConstruct, capability: str) -> lambda_.Code:
    """The upload of one capability's functions."""
    return _code(scope, lambda target: bundling.build_package(capability, target), f"functions/{capability}")


def layer_code(scope: IConstruct) -> lambda_.Code:
    """The upload of the common layer."""
    return _code(scope, bundling.build_layer, *bundling.LAYER)


def migrations_code(scope: IConstruct) -> lambda_.Code:
    """The upload of the migrations Lambda."""
    return _code(scope, bundling.build_migrations, *bundling.MIGRATIONS)


def _code(scope: IConstruct, build: Callable[[Path], None], *sources: str) -> lambda_.Code:
    if scope.node.try_get_context(BUNDLE_CONTEXT) == "no":
        build = _nothing
    return lambda_.Code.from_asset(
        str(bundling.ROOT / "infra"),
        asset_hash=bundling.fingerprint(*sources),
        asset_hash_type=cdk.AssetHashType.CUSTOM,
        bundling=cdk.BundlingOptions(
            image=cdk.DockerImage.from_registry("docker-is-never-asked"), local=_LocalBuild(build)
        ),
    )


def _nothing(target: Path) -> None:
    (target / "empty.txt").write_text("Built for a test of the template.\n", encoding="utf-8")


@jsii.implements(cdk.ILocalBundling)
class _LocalBuild:
    """The CDK's door for building without Docker."""

    def __init__(self, build: Callable[[Path], None]) -> None:
        self._build = build

    def try_bundle(self, output_dir: str, *, image: cdk.DockerImage | None = None, **options: Any) -> bool:  # noqa: ARG002 - jsii fixes the signature
        """Build into `output_dir`; True says that Docker need not try."""
        self._build(Path(output_dir))
        return True
