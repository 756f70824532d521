"""Names of brands and people: lines that no mail program makes a link of, as `app.looks_like_an_address` says."""

import re
from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator, ValidationInfo

from common.errors.accounts import NameIsAnAddress
from common.models.lines import EmptyOrLine, Line

NETWORKS = (
    "com|net|org|info|biz|app|dev|shop|store|online|site|website|xyz|club|top|live|link|page|web|cloud|tech|blog|news|world|today"
    "|agency|studio|art|fun|vip|win|bet|email|support|help|zip|mov|gov|edu|mil|int|mobi|name|pro|travel|jobs|asia|post|media"
    "|social|digital|group|team|space|life|money|bank|pay|sale|deals|click|xn--[a-z0-9-]+"
)
"""Behind a dot they make a name an address: what is registered often."""
COUNTRY = "(?!js)[a-z][a-z]"
"""Does so behind three characters, a second level or before a path: not in Dr.No, Node.js, Co.KG, will.i.am."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_ADDRESS = re.compile(
    r"://|(^|[\W_])(https?|ftp|mailto|javascript):|(^|[\W_])www\.|\S@[^\s@]+\.\S|[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+"
    rf"|([^\s./@]\.({NETWORKS})|[^\s./@]([^\s./@][^\s./@]|\.(com?|org|net|ac|gov|edu))\.{COUNTRY})"
    rf"(?=$|[\s/:?#,;!)\]]|\.(?:$|\s))|[^\s./@]\.{COUNTRY}/",
    re.IGNORECASE,
)


def looks_like_an_address(name: str) -> bool:
    """Whether a mail program could make a link of it: a scheme, `www.`, a mail address, a host."""
    folded = normalize("NFKC", name).replace("\u3002", ".")
    return _ADDRESS.search(_UNSEEN.sub("", folded)) is not None


def _no_address(name: str, info: ValidationInfo) -> str:
    if looks_like_an_address(name):
        raise NameIsAnAddress(details=[{"field": info.field_name or "name"}])
    return name


Name = Annotated[Line, AfterValidator(_no_address)]
"""A brand's or a person's name. Raises `NameIsAnAddress`."""

EmptyOrName = Annotated[EmptyOrLine, AfterValidator(_no_address)]
"""A name that can be taken back. Raises `NameIsAnAddress`."""
