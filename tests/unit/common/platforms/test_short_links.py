"""Short addresses lead to their platform's posts, and nobody is led elsewhere."""

from collections.abc import Callable

import httpx
import pytest

from common.adapters.social import short_links
from common.models.platform import Platform
from common.post_addresses import PostAddress

SHORT = "https://vm.tiktok.com/ZMabc/"
POST = "https://www.tiktok.com/@carla/video/7?_t=1"
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], list[httpx.Request]]:
    """Answer so from now on; the requests that came."""

    def answering(how: Answer) -> list[httpx.Request]:
        asked: list[httpx.Request] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return how(request)

        real = short_links.client()
        monkeypatch.setattr(
            short_links, "client",
            lambda: httpx.Client(transport=httpx.MockTransport(handle), follow_redirects=real.follow_redirects,
                                 timeout=real.timeout),
        )  # fmt: skip
        return asked

    return answering


def to(location: str, status: int = 301) -> httpx.Response:
    return httpx.Response(status, headers={"location": location})


def test_a_short_address_leads_to_its_post(answer: Callable[[Answer], list[httpx.Request]]) -> None:
    asked = answer(lambda _: to(POST))
    assert short_links.resolve(SHORT) == PostAddress(Platform.TIKTOK, "7")
    assert [str(request.url) for request in asked] == [SHORT], "the post itself is not asked for"
    assert not {"cookie", "authorization"} & asked[0].headers.keys()


def test_one_short_address_may_lead_to_the_next(answer: Callable[[Answer], list[httpx.Request]]) -> None:
    hops = {"/ZMabc/": "https://www.tiktok.com/t/ZTabc/", "/t/ZTabc/": "/@carla/video/7"}
    answer(lambda request: to(hops[request.url.path], 302))
    assert short_links.resolve(SHORT) == PostAddress(Platform.TIKTOK, "7")


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/@carla/video/7", "http://www.tiktok.com/@carla/video/7", "http://169.254.169.254/latest/meta-data",
        "https://x.com/carla/status/7", "https://www.tiktok.com/@carla", "https://lnkd.in/eAbc", "https://[broken", "",
        "file:///etc/passwd", "//evil.example/@carla/video/7", "https://www.tiktok.com@evil.example/@carla/video/7",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(answer: Callable[[Answer], list[httpx.Request]], location: str) -> None:
    asked = answer(lambda _: to(location))
    assert short_links.resolve(SHORT) is None
    assert len(asked) == 1


def test_a_circle_ends(answer: Callable[[Answer], list[httpx.Request]]) -> None:
    asked = answer(lambda _: to(SHORT))
    assert short_links.resolve(SHORT) is None
    assert len(asked) == short_links.MOST_HOPS


@pytest.mark.parametrize("status", [200, 404, 429, 500, 304])
def test_no_redirect_is_no_post(answer: Callable[[Answer], list[httpx.Request]], status: int) -> None:
    answer(lambda _: httpx.Response(status, headers={"location": POST}))
    assert short_links.resolve(SHORT) is None


@pytest.mark.parametrize(
    "error", [httpx.ConnectTimeout("no"), httpx.ReadError("no"), httpx.ConnectError("no")]
)
def test_a_platform_that_does_not_answer_is_no_failure(
    answer: Callable[[Answer], list[httpx.Request]], error: Exception
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    answer(fail)
    assert short_links.resolve(SHORT) is None


def test_redirects_are_never_followed_by_themselves() -> None:
    with short_links.client() as http:
        assert not http.follow_redirects
        assert http.timeout.read is not None
