"""Which implementation answers: AppSync Events where the stage has it, the emulator on a laptop, else none."""

from functools import lru_cache

from common.adapters.realtime.port import Realtime
from common.integrations import Availability, realtime_availability
from common.settings import Stage, optional, settings

HTTP_DOMAIN = "REALTIME_HTTP_DOMAIN"
SOCKET_DOMAIN = "REALTIME_SOCKET_DOMAIN"
LOCAL_KEY = "REALTIME_LOCAL_KEY"


def realtime() -> Realtime:
    """The implementation of this stage; one that refuses everything where there is none."""
    return _made(realtime_availability(), optional(HTTP_DOMAIN) or "", optional(LOCAL_KEY) or "")


@lru_cache(maxsize=4)
def _made(found: Availability, http_domain: str, key: str) -> Realtime:
    """Kept by the process, with its connections."""
    if found.mode == "off":
        from common.adapters.realtime.off import NoRealtime

        return NoRealtime(found.reason)
    if settings().stage is Stage.LOCAL:
        from common.adapters.realtime.local import local

        return local(http_domain, key)
    from common.adapters.realtime.appsync import appsync

    return appsync(http_domain)
