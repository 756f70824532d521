"""What the database refuses because it was asked too often."""

from common.errors import Details, TooManyRequests


class RequestsLimited(TooManyRequests, sqlstate="IL001"):
    """Too much of a class of work; the details say how much there may be, and in how many seconds there is room."""

    code = "RATE_LIMITED"
    sentence = "Too many requests of this kind. Wait until there is room again."

    def __init__(self, sentence: str | None = None, *, details: Details = ()) -> None:
        super().__init__(sentence, details=details)
        for detail in self.details:
            self.retry_after_seconds = int(str(detail.get("retry_after_seconds", self.retry_after_seconds)))
