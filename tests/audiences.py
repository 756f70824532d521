"""Holds what a description says of its readers to who is let in: `For members of the brand …` is a claim."""

import re

MEMBERS = re.compile(r"\bmembers of (the|a|its) brand\b|\b[Ff]or its members\b")
RUNNERS = re.compile(r"\bbrand admins\b")
MANAGERS = re.compile(r"\bcampaign managers\b")
CREATORS = re.compile(r"\bcreators?\b")
NO_CREATOR = re.compile(r"\bwho are not its creator\b")
ANYBODY = re.compile(r"\bwhoever is signed in\b")


def audience_of(description: str) -> str:
    """The sentence that says whom an operation is for."""
    return NO_CREATOR.sub("", description.partition("\n")[0].partition(". ")[0])


def faults_of(description: str, *, admin: bool, manager: bool, analyst: bool, creator: bool) -> list[str]:
    """What the description says wrongly, where these are let in: of the brand who runs it by role, and its creator."""
    said = audience_of(description)
    if ANYBODY.search(said):
        return []
    members = bool(MEMBERS.search(said))
    claims = {
        "brand admins": (admin, members or bool(RUNNERS.search(said))),
        "campaign managers": (manager, members or bool(MANAGERS.search(said))),
        "other members": (analyst, members),
        "the creator": (creator, bool(CREATORS.search(said))),
    }
    return [f"{who}: {said!r}" for who, (is_let_in, is_named) in claims.items() if is_let_in != is_named]
