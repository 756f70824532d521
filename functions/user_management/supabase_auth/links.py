"""Links of mails that supabase-js asked for: they come back here with their code, and lead on to the front end."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from common.adapters.identity.port import CodeLink
from common.adapters.identity.refusals import CodeInvalid
from common.models.mailboxes import normalised
from common.settings import required, settings
from user_management.supabase_auth.models import VerifyKind

VERIFY = "/auth/v1/verify"


def link_for(kind: VerifyKind, redirect_to: str | None) -> CodeLink:
    """What a mail's button leads to."""
    base = f"{required('API_BASE_URL').rstrip('/')}{VERIFY}"
    onward = own_address(redirect_to)
    return lambda email, code: (
        f"{base}?{urlencode({'token': token_of(email, code), 'type': kind, 'redirect_to': onward})}"
    )


def token_of(email: str, code: str) -> str:
    """Address and code as one word: Supabase's links and `token_hash` carry no address beside."""
    return f"{code}.{base64.urlsafe_b64encode(email.encode()).decode().rstrip('=')}"


def address_and_code(token: str) -> tuple[str, str]:
    """What `token_of` made a word of, the address as accounts have it. Raises `CodeInvalid`."""
    code, _, address = token.partition(".")
    try:
        email = base64.urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode()
    except (binascii.Error, ValueError):
        raise CodeInvalid from None
    if not email or not code:
        raise CodeInvalid
    return normalised(email), code


def account_in(token: str | None) -> str:
    """The address in a token, for its limit; "" where it is none of ours."""
    try:
        return address_and_code(token or "")[0]
    except CodeInvalid:
        return ""


def own_address(redirect_to: str | None) -> str:
    """The address to lead on to: of the front end (`SITE_URL`), or the front end itself. Tokens go nowhere else."""
    site = settings().site_url
    wanted = redirect_to or site
    try:
        there, home = urlsplit(wanted), urlsplit(site)
    except ValueError:
        return site
    is_home = (there.scheme, there.netloc) == (home.scheme, home.netloc)
    is_written_out = wanted.isascii() and wanted.isprintable() and "\\" not in wanted  # as a header has to be
    return wanted if is_home and is_written_out else site


def with_fragment(address: str, told: Mapping[str, object]) -> str:
    """The address with what the front end is told behind `#`, which no server sees."""
    return urlunsplit(urlsplit(address)._replace(fragment=urlencode(told)))
