"""`/api/v1/fact-types`."""

from common.refusals import refuses
from rewards.app import app
from rewards.fact_types import repository
from rewards.fact_types.models import FactTypes


@app.get("/api/v1/fact-types", tags=["reward triggers"], responses=refuses())
def list_fact_types() -> FactTypes:
    """List what triggers can be about

    For whoever is signed in: each deed that is written down, with the fields that a trigger's conditions may ask for.
    """
    with app.read() as tx:
        return FactTypes(data=repository.list_types(tx))
