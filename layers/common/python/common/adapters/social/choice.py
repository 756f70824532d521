"""Which implementation answers for a platform: the platform itself where its client is configured, else stub or off."""

from common.adapters.social.port import SocialAdapter
from common.errors import NotConfigured
from common.integrations import INTEGRATIONS, availability_of
from common.models.platform import Platform


def social_adapter(platform: Platform) -> SocialAdapter:
    """The implementation that the stage and its secrets call for. Raises `NotConfigured`."""
    availability = availability_of(next(each for each in INTEGRATIONS if each.name == f"social.{platform}"))
    if availability.mode == "off":
        raise NotConfigured(details=[{"reason": availability.reason}])
    if availability.mode == "stub":
        from common.adapters.social.stub import StubSocialAdapter

        return StubSocialAdapter(platform)
    from common.adapters.social.live import live_adapter

    return live_adapter(platform)
