"""Addresses of posts as people paste them."""

import pytest

from common.models.platform import Platform
from common.post_addresses import platform_of, read_address, short_address

SAME: dict[tuple[Platform, str], list[str]] = {
    (Platform.TIKTOK, "7106594312292453675"): [
        "https://www.tiktok.com/@carla/video/7106594312292453675",
        "https://www.tiktok.com/@carla/video/7106594312292453675?is_from_webapp=1&sender_device=pc",
        "https://m.tiktok.com/v/7106594312292453675.html?u_code=0",
        "https://m.tiktok.com/@carla/video/7106594312292453675",
        "https://www.tiktok.com/@carla/photo/7106594312292453675",
        "https://www.tiktok.com/embed/v2/7106594312292453675", "https://www.tiktok.com/embed/7106594312292453675",
        "https://www.tiktok.com/player/v1/7106594312292453675", "https://www.tiktok.com/share/video/7106594312292453675",
        "https://tiktok.com/@/video/7106594312292453675/", "https://WWW.TikTok.com/@carla/video/7106594312292453675#x",
        "https://www.tiktok.com//@carla//video/7106594312292453675", "https://www.tiktok.com./@c/video/7106594312292453675",
    ],
    (Platform.YOUTUBE, "dQw4w9WgXcQ"): [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=3s",
        "https://youtu.be/dQw4w9WgXcQ?si=abc", "https://youtu.be/dQw4w9WgXcQ/", "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://m.youtube.com/shorts/dQw4w9WgXcQ?feature=share", "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "https://www.youtube.com/embed/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://www.youtube.com/v/dQw4w9WgXcQ", "https://youtube.com/watch/?v=dQw4w9WgXcQ",
    ],
    (Platform.INSTAGRAM, "CxYz_-1"): [
        "https://www.instagram.com/p/CxYz_-1/", "https://instagram.com/p/CxYz_-1?igsh=MQ==", "https://www.instagram.com/reel/CxYz_-1/",
        "https://www.instagram.com/reels/CxYz_-1/", "https://www.instagram.com/tv/CxYz_-1/", "https://www.instagram.com/carla/p/CxYz_-1/",
        "https://www.instagram.com/carla/reel/CxYz_-1/?utm_source=ig_web_copy_link", "https://m.instagram.com/p/CxYz_-1/",
        "https://instagr.am/p/CxYz_-1/", "https://www.instagram.com/p/CxYz_-1/embed/captioned/",
    ],
    (Platform.TWITTER, "1234567890123456789"): [
        "https://x.com/carla/status/1234567890123456789", "https://twitter.com/carla/status/1234567890123456789?s=20",
        "https://mobile.twitter.com/carla/status/1234567890123456789", "https://x.com/i/status/1234567890123456789",
        "https://x.com/i/web/status/1234567890123456789", "https://x.com/carla/status/1234567890123456789/photo/1",
        "https://twitter.com/carla/statuses/1234567890123456789", "https://www.x.com/carla/status/1234567890123456789/",
        "https://fxtwitter.com/carla/status/1234567890123456789", "https://vxtwitter.com/carla/status/1234567890123456789",
        "https://fixupx.com/carla/status/1234567890123456789/en", "https://m.twitter.com/carla/status/1234567890123456789",
    ],
    (Platform.LINKEDIN, "urn:li:activity:7123456789012345678"): [
        "https://www.linkedin.com/posts/carla-example_shoes-activity-7123456789012345678-AbCd?utm_source=share",
        "https://www.linkedin.com/posts/carla-example-activity-7123456789012345678-AbCd/",
        "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678/",
        "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123456789012345678",
        "https://de.linkedin.com/posts/carla_activity-7123456789012345678-x", "https://m.linkedin.com/feed/update/urn:li:activity:7123456789012345678",
        "https://www.linkedin.com/embed/feed/update/urn:li:activity:7123456789012345678",
    ],
    (Platform.LINKEDIN, "urn:li:share:71"): [
        "https://www.linkedin.com/feed/update/urn:li:share:71/", "https://www.linkedin.com/posts/carla_a-share-71-Ab",
    ],
    (Platform.LINKEDIN, "urn:li:ugcPost:71"): ["https://www.linkedin.com/posts/carla_activity-tips-ugcPost-71-Ab"],
}  # fmt: skip
SHORT = {
    "https://vm.tiktok.com/ZMabc123/": "https://vm.tiktok.com/ZMabc123/",
    "https://vt.tiktok.com/ZSabc?x=1": "https://vt.tiktok.com/ZSabc",
    "https://tiktok.com/t/ZTabc/": "https://www.tiktok.com/t/ZTabc/",
    "https://m.tiktok.com/t/ZTabc": "https://www.tiktok.com/t/ZTabc",
    "https://user:secret@vm.tiktok.com:8443/ZMabc123/#x": "https://vm.tiktok.com/ZMabc123/",
    "https://www.instagram.com/share/BAabc_-": "https://www.instagram.com/share/BAabc_-",
    "https://www.instagram.com/share/reel/BAabc/": "https://www.instagram.com/share/reel/BAabc/",
    "https://www.instagram.com/share/p/BAabc": "https://www.instagram.com/share/p/BAabc",
    "https://lnkd.in/p/eAbc12": "https://lnkd.in/p/eAbc12",
}
NONE = [
    "https://x.com/", "https://x.com/carla", "https://youtube.com/watch", "https://youtube.com/watch?v=", "https://youtu.be/",
    "https://www.youtube.com/@carla", "https://www.youtube.com/playlist?list=PL1", "https://www.tiktok.com/@carla", "https://[broken",
    "", "nonsense", "https://vm.tiktok.com/", "https://vm.tiktok.com/../../x", "https://instagram.com/carla/",
    "https://www.instagram.com/stories/carla/123", "https://www.instagram.com/reels/audio/123/", "https://x.com.evil.example/c/status/1",
    "https://evil.example/https://x.com/c/status/1", "https://notx.com/carla/status/1", "https://evil.example/?u=vm.tiktok.com/ZMa",
    "https://vm.tiktok.com.evil.example/ZMabc", "https://x.com/carla/status/12a", "https://x.com/carla/status/\u0661\u0662",
    "https://www.linkedin.com/in/carla", "https://www.linkedin.com/pulse/article-carla", "https://vm.tiktok.com@evil.example/ZMabc",
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "post"), [(address, post) for post, addresses in SAME.items() for address in addresses]
)
def test_one_post_is_one_however_its_address_is_written(address: str, post: tuple[Platform, str]) -> None:
    found = read_address(address)
    assert found is not None
    assert (found.platform, found.code) == post
    assert platform_of(address) == post[0]
    assert short_address(address) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.com/carla/status/12", "https://x.com/carla/status/13"),
        ("https://x.com/carla/status/12", "https://tiktok.com/@carla/video/12"),
        ("https://instagram.com/p/abc", "https://instagram.com/p/ABC"),
    ],
)
def test_two_posts_are_two(one: str, other: str) -> None:
    assert read_address(one) != read_address(other)


@pytest.mark.parametrize(("written", "asked"), SHORT.items())
def test_of_a_short_address_only_what_the_platform_needs_is_asked(written: str, asked: str) -> None:
    assert read_address(written) is None
    assert short_address(written) == asked
    assert platform_of(written) == platform_of(asked) is not None


@pytest.mark.parametrize("address", NONE)
def test_an_address_without_a_post_means_none(address: str) -> None:
    assert (read_address(address), short_address(address), platform_of(address)) == (None, None, None)
