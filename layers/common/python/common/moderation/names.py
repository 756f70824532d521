"""A message's text and the names of its files, as one text to judge: the other side reads them all."""

import re
from collections.abc import Iterable

BETWEEN = "\n;\n"
"""Nothing that a rule looks for goes on across it."""

_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|hei[cf]|avif|mp4|webm|pdf)\Z", re.IGNORECASE)
"""Of what is sent, but for `mov`, under which names are registered: `paypal.png` is no host, `paypal.mov` is one."""


def with_names(text: str, file_names: Iterable[str]) -> str:
    """The text, and behind it the names of files without what only says of which kind they are."""
    return BETWEEN.join((text, *(_ENDING.sub("", name) for name in file_names)))
