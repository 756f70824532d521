"""Use cases of fraud rules, for administrators."""

from agents.fraud_rules import repository
from agents.fraud_rules.models import FraudRulePatch
from common.admins import require_admin
from common.database import Transaction
from common.errors.agents import FraudConfigRefused
from common.models.fraud import FraudRule


def list_rules(tx: Transaction) -> list[FraudRule]:
    """All rules, by their keys. Raises `Forbidden`."""
    require_admin(tx)
    return repository.list_rules(tx)


def change_rule(tx: Transaction, key: str, patch: FraudRulePatch) -> FraudRule:
    """A rule is different for what is found from now on.

    Raises `Forbidden`, `NotFound`, `FraudConfigRefused`, `BurstIsAHint`.
    """
    require_admin(tx)
    before = repository.lock_rule(tx, key)
    changes = {name: getattr(patch, name) for name in patch.model_fields_set}
    if "config" in changes:
        changes["config"] = _told(key, patch)
    changed = before.model_copy(update=changes)
    return before if changed == before else repository.change_rule(tx, changed)


def _told(key: str, patch: FraudRulePatch) -> dict[str, object]:
    from common.fraud.configs import CONFIGS, fits

    if not fits(key, patch.config):
        fields = sorted(CONFIGS[key].model_fields) if key in CONFIGS else []
        raise FraudConfigRefused(details=[{"rule": key, "fields": fields}])
    return patch.config.model_dump(mode="json")
