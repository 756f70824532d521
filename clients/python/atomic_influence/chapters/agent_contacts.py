"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class AgentContacts(Chapter):
    """Operations of the chapter `agent_contacts`."""

    def list_agent_contacts(
        self,
        *,
        status: models.ContactStatus | None = None,
        search: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.AgentContact]:
        """List one's contacts.

        For agents, their own, the newest first; nobody else sees them, administrators neither.
        """
        found: Page[models.AgentContact] = self._json(
            Page[models.AgentContact],
            "GET",
            "/api/v1/agents/contacts",
            query={"status": status, "search": search, "cursor": cursor, "limit": limit},
        )
        return found

    def add_agent_contact(
        self, body: models.ContactDraft, *, idempotency_key: str | None = None
    ) -> models.AgentContact:
        """Add a contact.

        For agents who are not banned. The same address, or a number alone that is known, is the contact
        that is there already (409). It is forgotten after 90 days without an invite.
        """
        found: models.AgentContact = self._json(
            models.AgentContact,
            "POST",
            "/api/v1/agents/contacts",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def download_agent_contacts(
        self, *, status: models.ContactStatus | None = None, search: str | None = None
    ) -> str:
        """Download one's contacts as a table.

        For agents, their own, the newest first, up to 10,000. Text that a spreadsheet would run has a `'`
        before it.
        """
        return self._text("GET", "/api/v1/agents/contacts.csv", query={"status": status, "search": search})

    def import_contacts(
        self, body: models.ImportDraft, *, idempotency_key: str | None = None
    ) -> models.ContactImport:
        """Import contacts from an uploaded file.

        For agents who are not banned: up to 5,000 rows, three imports and twenty dry runs a day. A worker
        reads the file, `readContactImport` says what came of it, and the file is deleted. Tables may have
        any usual separator, encoding and headers in six languages; of cards, names, addresses, numbers and
        the country are read. Whoever is a contact already is one still. What you declare of the file is
        written down with it.
        """
        found: models.ContactImport = self._json(
            models.ContactImport,
            "POST",
            "/api/v1/agents/contacts/import",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_contact_imports(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ContactImport]:
        """List one's imports of contacts.

        For agents, their own, the newest first, each with what was declared and what came of it.
        """
        found: Page[models.ContactImport] = self._json(
            Page[models.ContactImport],
            "GET",
            "/api/v1/agents/contacts/imports",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def read_contact_import(self, import_id: UUID) -> models.ContactImport:
        """Read what came of an import of contacts.

        For the agent who asked for it. While it is `queued` or `running` the counts are 0.
        """
        found: models.ContactImport = self._json(
            models.ContactImport,
            "GET",
            "/api/v1/agents/contacts/imports/{import_id}",
            places={"import_id": import_id},
        )
        return found

    def announce_contact_file(
        self, body: models.ContactFileDraft, *, idempotency_key: str | None = None
    ) -> models.ContactUploadForm:
        """Announce a file of contacts, and get the form to upload it.

        For agents who are not banned. Post the answer's `upload.fields` and the file, of at most 5 MiB, to
        `upload.url`; then name its id as `file` of `importContacts`. File and form are gone after a day; 30
        a day may be announced.
        """
        found: models.ContactUploadForm = self._json(
            models.ContactUploadForm,
            "POST",
            "/api/v1/agents/contacts/uploads",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_agent_contact(self, contact_id: UUID) -> None:
        """Delete a contact.

        For their agent. Invites that were sent stay, without whom they went to.
        """
        self._nothing("DELETE", "/api/v1/agents/contacts/{contact_id}", places={"contact_id": contact_id})

    def count_agent_contacts(self, agent_id: UUID) -> models.ContactCounts:
        """Count the contacts of an agent.

        For the agent, and for administrators, who see nothing else of them.
        """
        found: models.ContactCounts = self._json(
            models.ContactCounts,
            "GET",
            "/api/v1/agents/{agent_id}/contacts/counts",
            places={"agent_id": agent_id},
        )
        return found
