"""Through which browser somebody came: an app's own one goes by the app's name."""

import pytest

from common.user_agents.classes import classify

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
PIXEL = "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 Version/4.0 Chrome/119.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "browser"),
    [
        (f"{IPHONE} Instagram 300.0.0.1 (iPhone14,2; iOS 17_0; de_DE)", "Instagram"),
        (f"{PIXEL} Instagram 300.0.0.29.110 Android", "Instagram"),
        (f"{IPHONE} musical_ly_28.4.0 JsSdk/2.0 ByteLocale/en BytedanceWebview/d8a21c6", "TikTok"),
        (f"{PIXEL} trill_260103 JsSdk/1.0 AppName/trill BytedanceWebview/d8a21c6", "TikTok"),
        (f"{IPHONE} [FBAN/FBIOS;FBAV/440.0;FBDV/iPhone14,2]", "Facebook"),
        (f"{PIXEL} [FB_IAB/FB4A;FBAV/443.0.0.23.229;]", "Facebook"),
        (f"{IPHONE} Snapchat/12.50.0.39 (like Safari/8615)", "Snapchat"),
        (f"{IPHONE} [Pinterest/iOS]", "Pinterest"),
        (f"{IPHONE} Barcelona 300.0 (iPhone14,2)", "Threads"),
        (f"{IPHONE} [LinkedInApp]/9.1", "LinkedIn"),
        (f"{IPHONE} Twitter for iPhone/10.1", "X"),
        (f"{PIXEL} TwitterAndroid", "X"),
        (f"{IPHONE} Line/13.0", "LINE"),
        (f"{IPHONE} CriOS/119.0 Safari/604.1", "Chrome Mobile iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox"),
    ],
)
def test_an_apps_browser_goes_by_the_apps_name(agent: str, browser: str) -> None:
    found = classify(agent)
    assert (found.browser, found.is_bot) == (browser, False)
