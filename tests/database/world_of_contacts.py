"""The rows of contacts in the world of `world.py`."""

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.database.world import World


def contacts(world: "World") -> None:
    """Of the agent: a file that is awaited, an import, and who came by it (`contact_id`)."""
    add, ids = world.add, world.ids
    add("public.contact_uploads", "contact_upload", kind="csv", size_bytes=1)
    declared = {"declared_basis": "consent", "declaration_text_version": "1"}
    add(
        "public.contact_imports", "import_id", file_key=f"contacts/incoming/{uuid4()}", kind="csv", **declared
    )
    add(
        "public.agent_contacts", "contact_id", email="ann@example.com", source="csv", lawful_basis="consent",
        dedupe_hash=b"0" * 32, import_id=ids["import_id"],
    )  # fmt: skip
