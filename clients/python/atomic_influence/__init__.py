"""A typed client of Atomic Influence.

```python
from atomic_influence import AtomicInfluence, models

brand = AtomicInfluence("http://127.0.0.1:8000").sign_in("brand@example.com", "correct-horse-battery")
campaign = brand.campaigns.create_campaign(models.CampaignDraft(name="Summer launch"))
for one in brand.every(brand.campaigns.list_campaigns, status="draft"):
    print(one.name)
```
"""

from atomic_influence import models
from atomic_influence.base import Model, Page
from atomic_influence.client import AtomicInfluence
from atomic_influence.errors import Refused

__all__ = ["AtomicInfluence", "Model", "Page", "Refused", "models"]
