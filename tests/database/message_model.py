"""Conversations in a few lines of Python, which the database has to agree with."""

from dataclasses import dataclass, field


@dataclass
class Mark:
    """How far somebody has read, and how much of others lies behind that."""

    read: int
    unread: int
    marked: bool = False
    archived: bool = False


@dataclass
class Conversation:
    """Who wrote which message (None: the system), and the rows of those who are told."""

    audience: list[str]
    senders: list[str | None] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)

    def put(self, sender: str | None) -> None:
        """The next message."""
        for who in self.audience:
            self.marks.setdefault(who, Mark(len(self.senders), 0))
        self.senders.append(sender)
        for who, mark in self.marks.items():
            mark.archived = False
            if who != sender:
                mark.unread += 1
                continue
            mark.marked = False
            if mark.unread == 0:
                mark.read = len(self.senders)

    def read(self, who: str, seq: int) -> None:
        """A read mark, wherever it comes from."""
        mark = self.row(who)
        mark.read = max(mark.read, seq)
        mark.unread = sum(sender != who for sender in self.senders[mark.read :])
        mark.marked = False

    def row(self, who: str) -> Mark:
        """Somebody's row, which begins behind the last message."""
        return self.marks.setdefault(who, Mark(len(self.senders), 0))

    def leave(self, who: str) -> None:
        """Somebody belongs to the brand no more."""
        self.audience.remove(who)
        self.marks.pop(who, None)

    def counts(self) -> dict[str, tuple[int, int, bool, bool]]:
        """What the rows should say."""
        return {who: (mark.read, mark.unread, mark.marked, mark.archived) for who, mark in self.marks.items()}
