"""`/api/v1/agents/contacts/uploads`."""

from agents.app import app
from agents.contact_uploads import repository, service
from agents.contact_uploads.models import ContactFileDraft, ContactUploadForm
from common.errors import NotFound
from common.errors.agents import TooManyContactFiles
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.agent_contacts import ContactUpload
from common.refusals import refuses


@app.post(
    "/api/v1/agents/contacts/uploads",
    status_code=201,
    tags=["agent contacts"],
    responses=refuses(RequestsLimited, NotFound, TooManyContactFiles, *ONCE),
)
@app.takes(RateClass.CREATE)
def announce_contact_file(body: ContactFileDraft) -> ContactUploadForm:
    """Announce a file of contacts, and get the form to upload it

    For agents who are not banned. Post the answer's `upload.fields` and the file, of at most 5 MiB, to `upload.url`;
    then name its id as `file` of `importContacts`. File and form are gone after a day; 30 a day may be announced.
    """
    with app.transaction() as tx:
        announced = app.once(tx, body, ContactUpload, lambda: service.announce(tx, body))
        # Read again: an answer that is repeated must not offer a form for what is gone by now.
        upload = repository.find_upload(tx, announced.id)
    return service.with_form(upload, body)
