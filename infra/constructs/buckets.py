"""Buckets are private, refuse plain HTTP, and say who read what."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.stages import Stage

ACCESS_LOG_DAYS = 14
"""They hold the addresses of who fetches or uploads files with a signed address, and S3 cannot leave them out."""
DELETED_DAYS = 90
EXPORTS = "exports/"
"""Where exported files lie, as in common/exports.py; they die with their row after seven days, at the latest here."""

AVATARS = "avatars/"
"""Pictures of people, as in functions/user_management/avatars/service.py: who is erased is not kept in old versions."""

INCOMING_AVATARS = "avatars/incoming/"
"""Where forms for pictures lead, as in the same module."""

INCOMING = "campaigns/incoming/"
"""Where upload forms lead, as in functions/campaign_lifecycle/assets/service.py (infra imports no runtime code)."""


INCOMING_DEALS = "deals/incoming/"
"""Where forms for work lead, as in functions/marketplace/uploads/service.py."""

MESSAGES = "messages/"
"""Files of messages, whose keys app.announce_attachment makes: who is erased is not kept in old versions."""

INCOMING_MESSAGES = "messages/incoming/"
"""Where forms for files of messages lead, as in functions/messaging/attachments/service.py."""

CONTACTS = "contacts/"
"""Files of contacts, as in functions/agents/contact_uploads/service.py: other people's data, gone once it is read."""

INCOMING_CONTACTS = "contacts/incoming/"
"""Where forms for them lead; nothing is kept elsewhere."""


def log_bucket(scope: Construct, name: str, *, stage: Stage) -> s3.Bucket:
    """Where access logs go, which needs S3's own encryption."""
    bucket = s3.Bucket(
        scope,
        name,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(ACCESS_LOG_DAYS))],
        removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
    )
    acknowledge(bucket, "AwsSolutions-S1", "It holds the access logs; logging its own would never end.")
    return bucket


def asset_bucket(scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> s3.Bucket:
    """Files of the product; what is deleted can be brought back for 90 days. Browsers of the stage may upload."""
    return s3.Bucket(
        scope,
        name,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        bucket_key_enabled=True,
        enforce_ssl=True,
        versioned=True,
        server_access_logs_bucket=log_bucket(scope, f"{name}Logs", stage=stage),
        cors=[
            s3.CorsRule(
                allowed_methods=[s3.HttpMethods.POST, s3.HttpMethods.GET],
                allowed_origins=[stage.site_url],
                allowed_headers=["*"],
                max_age=3600,
            )
        ],
        lifecycle_rules=[
            s3.LifecycleRule(
                noncurrent_version_expiration=cdk.Duration.days(DELETED_DAYS),
                abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
                expired_object_delete_marker=True,
            ),
            # A form is good for minutes: what lies here longer was never completed, or was refused.
            *(
                _forgotten_soon(prefix)
                for prefix in (INCOMING, INCOMING_CONTACTS, INCOMING_DEALS, INCOMING_MESSAGES)
            ),
            s3.LifecycleRule(prefix=INCOMING_AVATARS, expiration=cdk.Duration.days(2)),
            s3.LifecycleRule(prefix=MESSAGES, noncurrent_version_expiration=cdk.Duration.days(1)),
            s3.LifecycleRule(prefix=AVATARS, noncurrent_version_expiration=cdk.Duration.days(1)),
            # All about a person, or about money: who asked to be forgotten is not kept in old versions either.
            s3.LifecycleRule(
                prefix=EXPORTS,
                expiration=cdk.Duration.days(8),
                noncurrent_version_expiration=cdk.Duration.days(1),
                abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
            ),
        ],
        removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
    )


def _forgotten_soon(prefix: str) -> s3.LifecycleRule:
    return s3.LifecycleRule(
        prefix=prefix,
        expiration=cdk.Duration.days(2),
        noncurrent_version_expiration=cdk.Duration.days(1),
    )
