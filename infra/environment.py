"""The values of the environment variables that the map names."""

from infra.constructs.realtime import RealtimeApi
from infra.stacks.data import DataStack
from infra.stages import Stage


def stage_values(
    stage: Stage, data: DataStack, realtime: RealtimeApi, *, link_store_arn: str = ""
) -> dict[str, str]:
    """Variable → value. A name in the map that is not here fails the synth with a `KeyError`."""
    return {
        "STAGE": stage.name,
        "LOG_LEVEL": stage.log_level,
        "SITE_URL": stage.site_url,
        "SHORT_LINK_BASE_URL": f"{stage.short_link_base_url}/t",  # the redirect's route, on the short domain
        "API_BASE_URL": stage.api_base_url,
        "BADGE_BASE_URL": stage.api_base_url,  # it stands in badges for ever
        "BADGE_KEY_ID": data.badge_key.key_arn,
        "VAULT_KEY_ID": data.vault_key.key_arn,
        "SOCIAL_ENDPOINTS": stage.social_endpoints,
        "IDENTITY_ISSUER": data.identity.issuer,
        "IDENTITY_CLIENT_ID": data.identity.server_client.user_pool_client_id,
        "IDENTITY_POOL_ID": data.identity.pool.user_pool_id,
        "SHORTEST_PASSWORD": str(data.identity.rules.shortest_password),
        "REFRESH_TOKEN_DAYS": str(data.identity.rules.refresh_token_days),
        "DATABASE_CONNECT_SECONDS": "2",  # of the 5 that Cognito gives a trigger
        "SIGN_UP_CONFIRMATION": "code",
        "REALTIME_HTTP_DOMAIN": realtime.http_domain,
        "REALTIME_SOCKET_DOMAIN": realtime.socket_domain,
        "RECORDER": stage.recorder,
        "RESEND_REQUESTS_PER_SECOND": str(stage.mail_requests_per_second),
        "MAIL_REPLY_TO": stage.mail_reply_to,
        "MAIL_POSTAL_ADDRESS": stage.mail_postal_address,
        "APPLE_APP_IDS": ",".join(stage.apple_app_ids),
        "ANDROID_APPS": ",".join(stage.android_apps),
        "ASSET_BUCKET": data.assets.bucket_name,
        "UPLOAD_SCANNER": "guardduty" if stage.scan_uploads else "off",
        "AVATAR_BUCKET": data.assets.bucket_name,
        "DEAL_FILE_BUCKET": data.assets.bucket_name,
        "MESSAGE_FILE_BUCKET": data.assets.bucket_name,
        "CONTACT_FILE_BUCKET": data.assets.bucket_name,
        "EXPORT_BUCKET": data.assets.bucket_name,
        "FUNCTION_NAME_PREFIX": stage.resource_name(""),
        "LINK_SNAPSHOT_BUCKET": data.assets.bucket_name,
        "LINK_STORE_ARN": link_store_arn,
        "TRACKING_HASH_KEYS_SECRET": data.tracking_hash_keys.secret_arn,
    }
