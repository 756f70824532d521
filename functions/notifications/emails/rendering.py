"""From what is to be told to a mail: HTML with everything escaped, plain text, a subject of one
line, and no link but ours.

Rendering is deterministic: a batch that is sent again after a lost answer must be the same, byte for byte.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jinja2

from common.adapters.email.port import Email
from common.errors import NotConfigured
from common.models.lines import one_line
from common.settings import required, settings
from notifications.emails.catalog import (
    ACCOUNT_BUTTONS,
    ACCOUNT_MAILS,
    BUTTONS,
    CODES_COME_BACK,
    DIGEST,
    GENERAL,
    INBOX,
    MAILS_TO_STRANGERS,
)
from notifications.emails.facts import about, facts_of, money, name, quoted, words
from notifications.settings import postal_address, reply_to
from notifications.unsubscribe.links import strangers_unsubscribe_url

TEMPLATES = Path(__file__).parents[1] / "templates"
LONGEST_SUBJECT = 150
LONGEST_PREVIEW = 120
LONGEST_DIGEST_LINE = 200
MOST_DIGEST_LINES = 20


class MailUnfit(ValueError):
    """What is to be told makes no mail of ours; the message says why. It never will."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification, as far as a mail tells it."""

    type: str
    title: str
    message: str
    metadata: Mapping[str, Any]


def notification_mail(to: str, notice: Notice, unsubscribe_link: str) -> Email:
    """The mail of a notification, with the headers of one-click unsubscribing (RFC 8058)."""
    message, metadata = words(notice.message), notice.metadata
    facts = facts_of(metadata)
    told = {
        "title": words(notice.title), "paragraphs": [message] if message else [], "about": about(metadata),
        "amount": money(metadata), "facts": facts, "quote": quoted(metadata), "reader": name(metadata, "reader_name"),
        "link": _link(BUTTONS.get(notice.type, INBOX), metadata), "unsubscribe_link": unsubscribe_link,
        "preview": one_line(" ".join([message, *(value for _, value in facts)]), LONGEST_PREVIEW),
    }  # fmt: skip
    template = notice.type if notice.type in BUTTONS else GENERAL
    return render(template, to, told, unsubscribing(unsubscribe_link))


def digest_mail(to: str, notices: Sequence[Notice], unsubscribe_link: str) -> Email:
    """The mail of what was held for a day: what came first, and how much more there is."""
    told = [words(f"{notice.title}: {notice.message}".strip(" :")) for notice in notices]
    lines = [one_line(line, LONGEST_DIGEST_LINE) for line in told[:MOST_DIGEST_LINES]]
    more = len(told) - len(lines)
    title = f"{len(told)} messages wait for you"
    return render(
        DIGEST, to,
        {"title": title, "paragraphs": lines, "more": more, "link": _link(INBOX, {}), "preview": lines[0],
         "unsubscribe_link": unsubscribe_link},
        unsubscribing(unsubscribe_link),
    )  # fmt: skip


def account_mail(payload: Mapping[str, Any]) -> Email:
    """The mail of an outbox message of the topic `email`. Raises `MailUnfit`."""
    template, to = payload.get("template"), payload.get("to")
    if template not in ACCOUNT_MAILS or not isinstance(to, str):
        raise MailUnfit(f"There is no account mail {template!r}.")
    told = {key: words(value) if isinstance(value, str) else value for key, value in payload.items()}
    link = payload.get("link")
    told |= {
        "link": _our_link(_button(template, payload) if link is None else link),
        "preview": "Atomic Influence",
    }
    if "role" in told:
        told["role"] = str(told["role"]).replace("_", " ")
    headers = dict[str, str]()
    if template in MAILS_TO_STRANGERS:
        told["unsubscribe_link"] = way_out = _strangers_way_out(payload)
        headers = unsubscribing(way_out)
    try:
        return render(template, to, told, headers)
    except jinja2.UndefinedError as error:
        raise MailUnfit(f"The account mail {template!r} lacks something: {error.message}") from error


def _strangers_way_out(payload: Mapping[str, Any]) -> str:
    """Raises `MailUnfit`: nobody who never asked for mail gets one that cannot be unsubscribed from."""
    try:
        return strangers_unsubscribe_url(UUID(str(payload.get("email_invitation_id"))))
    except (ValueError, NotConfigured) as error:
        raise MailUnfit("There is no link to unsubscribe with.") from error


def unsubscribing(link: str) -> dict[str, str]:
    """The headers of one-click unsubscribing (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def render(template: str, to: str, told: Mapping[str, Any], headers: Mapping[str, str]) -> Email:
    """The mail of a template, with our postal address where there is one."""
    told = {"about": "", "postal": one_line(postal_address() or "")} | dict(told)
    texts = _texts().get_template(f"{template}.txt.j2")
    subject = one_line(texts.render(told, part="subject"), LONGEST_SUBJECT) or "Atomic Influence"
    text = texts.render(told, part="text").strip()
    html = _pages().get_template(f"{template}.html.j2").render(told, subject=subject)
    return Email(to, subject, html, f"{text}\n", headers, reply_to())


def _link(button: str, metadata: Mapping[str, Any]) -> str:
    """Where the button leads; the inbox where an id is missing or none."""
    names = re.findall(r"{(\w+)}", button)
    try:
        path = button.format(**{name: UUID(str(metadata[name])) for name in names})
    except (KeyError, ValueError):
        path = INBOX
    return f"{_site()}/{path}"


def _button(template: str, payload: Mapping[str, Any]) -> str | None:
    """Where the button of an account mail leads that the database wrote. Raises `MailUnfit`."""
    if template not in ACCOUNT_BUTTONS:
        return None
    if not re.fullmatch(r"[0-9a-f]{64}", str(payload.get("token"))):
        raise MailUnfit(f"The account mail {template!r} has no token.")
    return f"{_site()}/{ACCOUNT_BUTTONS[template].format(token=payload['token'])}"


def _our_link(link: object) -> str:
    """The link of an account mail: to the front end, to where codes come back, or nowhere. Raises `MailUnfit`."""
    if link is None:
        return f"{_site()}/"
    if not isinstance(link, str) or not _is_ours(link) or re.search(r"[\s\\]", link):
        raise MailUnfit("The link leads elsewhere.")
    return link


def _is_ours(link: str) -> bool:
    if link.startswith(f"{_site()}/"):
        return True
    return link.startswith(f"{required('API_BASE_URL').rstrip('/')}{CODES_COME_BACK}?")


def _site() -> str:
    return settings().site_url.rstrip("/")


@lru_cache(maxsize=1)
def _pages() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )


@lru_cache(maxsize=1)
def _texts() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - plain text: nothing in it is markup
        undefined=jinja2.StrictUndefined,
    )
