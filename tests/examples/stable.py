"""What differs from run to run, made what it is in every run: ids, times, tokens, addresses of this machine."""

import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

FIRST_DAY = date(2026, 6, 1)
"""The day of the examples on which the story is played."""
NOON = "T09:30:00Z"
MOST_ROWS = 2
"""Of a list of objects: enough to see that it is one."""
LONG = 50
"""A list that is shortened whatever it is of: numbers of networks, for instance."""
MOST_LINES = 4
BASE_URL = "http://127.0.0.1:8000"
HEX = hashlib.sha256(b"an example").hexdigest()
UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"
)
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:?(?:00)?)")
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b(?![T ]\d\d:)")
MONTH_IN_A_TABLE = re.compile(r'"20\d\d-\d\d"')
HEX_DIGITS = re.compile(r"[0-9a-f]{64}")
CHOSEN_CODE = re.compile(r"[A-Za-z]+[ -][A-Za-z]+")
"""A code that people gave to people is two words; those that we draw are one, now and then without a digit."""
SCANNED_CODE = re.compile(r"[0-9A-Za-z]{7}")
"""A code that was scanned: no other one that we draw has seven characters."""
PLACES = (
    (re.compile(r"127\.0\.0\.1(:|%3A)\d+"), r"127.0.0.1\g<1>8000"),
    (re.compile(r"\?[^\"\s]*X-Amz[^\"\s]*"), "?X-Amz-Signature=3f1c"),
    (re.compile(r"([?&](?:state|ticket|token|aclid)=)[^&\"\s]+"), r"\1x7Qm2xPa9Lk"),
    (re.compile(r"(?<=[a-z])-[0-9a-f]{8}\b"), "-1a2b3c4d"),
    (re.compile(r"(/t/)[0-9A-Za-z]{6,12}\b"), r"\1k7Qm2xPa"),
    (re.compile(r"(/q/)[0-9A-Za-z]{7,12}\b"), r"\1k7Qm2xPa"),
    (re.compile(r"(/q/staff#)[0-9A-Za-z_-]{24}"), r"\1x7Qm2xPa9LkVw3Rt8Yz1Bn4C"),
    (re.compile(r"(/invites/)[0-9A-Za-z_-]{20,}"), r"\1x7Qm2xPa9Lk"),
    (re.compile(r"(wss://[a-z0-9.]+:)\d+"), r"\g<1>8443"),
    (re.compile(r"(/users/[0-9a-f-]{36}/)[0-9A-Za-z]{22}\b"), r"\1k7Qm2xPa9LkVw3Rt8Yz1Bn"),
    (re.compile(r"(did:web:[^#\s]+#)[0-9A-Za-z_-]{43}"), r"\1k7Qm2xPa9Lk"),
    (re.compile(r"\b[0-9a-f]{64}\b"), HEX),
)  # fmt: skip
OPAQUE = {
    "access_token": "<access token>", "refresh_token": "<refresh token>", "token": HEX, "ticket": "x7Qm2xPa9Lk",
    "code": "<code>", "digits": "482913", "signature": "<signature>", "secret": "<secret>",
    "short_code": "k7Qm2xPa", "nonce": "<nonce>", "token_hash": "<token hash>", "next_cursor": "<cursor>",
    "changed_after": "<cursor>",
    "policy": "<policy>", "x-amz-signature": "<signature>", "x-amz-credential": "<credential>",
    "x-amz-date": "20260601T093000Z", "request_id": "<request id>",
    "client_secret": "<client secret>", "pictures": "<svg/>",
}  # fmt: skip
"""What only its holder can read, by the name of its field."""
OPAQUE_WHERE_LONG = {
    "state": "<state>", "key": "<key>", "n": "<modulus>", "x": "<x>", "y": "<y>", "kid": "<key id>",
}  # fmt: skip
"""Also names of what is short and says something."""
SHORT = 30
MEASURED = {"duration_ms": 100, "expires_at": 1_780_306_200, "now": 1_780_306_200.5}
"""Numbers of the machine and its clock."""
OF_A_JOB = {"cron", "missed_at"}
NEVER_RUN = {"state": "never_run", "last": None, "last_succeeded_at": None, "missed_at": None}
"""As on a system's first morning: which times have passed since, the minute decides."""
DAYS_UNTIL_PAID = 8
"""From the beginning to `payable_on`: whether this day's payouts have run already, the hour decides."""
FIRST_OF_MONTH = FIRST_DAY.replace(day=1).isoformat()
MONTH = FIRST_OF_MONTH[:7]
DAYS_OF_THE_STORY = {
    "payable_on": (FIRST_DAY + timedelta(days=DAYS_UNTIL_PAID)).isoformat(),
    "month": FIRST_OF_MONTH,
    "joined_month": FIRST_OF_MONTH,
}
"""By the name of the field."""
DAYS_UNTIL_RUN = {"daily": 1, "weekly": 7, "monthly": 30}
"""From the beginning to `next_run_on`, of each schedule: hour, weekday and month decide."""
SMALL_BYTES, MORE_BYTES = 5_000, 20_000


class Stable:
    """The run: where its system answers, and when it began."""

    def __init__(self, url: str, began: datetime) -> None:
        self._url, self._began = url, began
        self._ids: dict[str, str] = {}
        self._counted: dict[str, int] = {}

    def example(self, request: dict[str, Any], answer: httpx.Response) -> dict[str, Any]:
        """A request and its answer, as they are written down. What a request has nothing of is left out."""
        self._ids, self._counted = {}, {}
        sent = {place: self._value(place, given) for place, given in request.items() if given}
        response: dict[str, Any] = {"status": answer.status_code}
        if answer.content and not answer.is_redirect:
            response["media_type"] = answer.headers["content-type"].partition(";")[0]
            response |= self._body(response["media_type"], answer)
        return {"request": sent, "response": response} if sent else {"response": response}

    def _body(self, media_type: str, answer: httpx.Response) -> dict[str, Any]:
        if "json" in media_type:
            return {"body": self._value("body", answer.json())}
        if media_type.startswith("text/csv"):
            return {"body": self._text("body", "".join(answer.text.splitlines(keepends=True)[:MOST_LINES]))}
        return {}

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            if value.keys() >= OF_A_JOB:
                value = value | NEVER_RUN | {"next_at": self._began.isoformat(timespec="seconds")}
            if value.get("next_run_on"):
                days = DAYS_UNTIL_RUN[value["schedule"]]
                value = value | {
                    "next_run_on": (self._began.astimezone(UTC) + timedelta(days=days)).date().isoformat()
                }
            return {key: self._value(key, part) for key, part in value.items()}
        if isinstance(value, list):
            short = (
                value[:MOST_ROWS] if (value and isinstance(value[0], dict)) or len(value) > LONG else value
            )
            return [self._value(name, part) for part in short]
        if isinstance(value, str):
            return self._said(name, value)
        if isinstance(value, int | float) and name in MEASURED:
            return MEASURED[name]
        return MORE_BYTES if name == "size_bytes" and value and value > SMALL_BYTES else value

    def _said(self, name: str, value: str) -> str:
        if value and name in DAYS_OF_THE_STORY:
            return DAYS_OF_THE_STORY[name][: len(value)]  # a month is a date or less
        return self._opaque(name, value) or self._text(name, value)

    def _opaque(self, name: str, value: str) -> str | None:
        if name == "code" and CHOSEN_CODE.fullmatch(value):
            return None
        if name == "code" and SCANNED_CODE.fullmatch(value):
            return OPAQUE["short_code"]
        if name == "ticket" and HEX_DIGITS.fullmatch(value):
            return HEX
        if value and name in OPAQUE:
            return OPAQUE[name]
        return OPAQUE_WHERE_LONG.get(name) if len(value) > SHORT else None

    def _text(self, name: str, text: str) -> str:
        text = text.replace(self._url, BASE_URL)
        for pattern, sample in PLACES:
            text = pattern.sub(sample, text)
        text = MONTH_IN_A_TABLE.sub(f'"{MONTH}"', text)
        text = UUID.sub(lambda found: self._id(name, found[0]), text)
        text = TIME.sub(lambda found: self._moment(found[0]), text)
        return DAY.sub(lambda found: self._shifted(date.fromisoformat(found[0])).isoformat(), text)

    def _id(self, name: str, value: str) -> str:
        """An id by the name of its field and its place among those of that name in this example."""
        if value not in self._ids:
            self._counted[name] = self._counted.get(name, 0) + 1
            digest = hashlib.sha256(f"{name} {self._counted[name]}".encode()).hexdigest()
            self._ids[value] = f"019e8298-{digest[:4]}-7000-8000-{digest[4:16]}"
        return self._ids[value] if "-" in value else self._ids[value].replace("-", "")

    def _moment(self, text: str) -> str:
        """Days stay as far away as they are; of the time of day stays that it begins the day."""
        moment = datetime.fromisoformat(text)
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
            return f"{self._shifted(moment.date())}T00:00:00Z"
        days = round((moment - self._began) / timedelta(days=1))
        return f"{FIRST_DAY + timedelta(days=days)}{NOON}"

    def _shifted(self, day: date) -> date:
        return FIRST_DAY + (day - self._began.astimezone(UTC).date())
