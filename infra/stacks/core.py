"""What every capability hangs on: key, layer, migrations, the APIs without stages and routes, the alarms' topic."""

import aws_cdk as cdk
from constructs import Construct

from infra import grants
from infra.capacity import CONNECTIONS_KEPT_FREE, connections_wanted
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.alarm_topic import AlarmTopic
from infra.constructs.canary import API_BRAKE, Brake
from infra.constructs.edge_links import EdgeLinks
from infra.constructs.http_api import HttpApi
from infra.constructs.keys import StackKey
from infra.constructs.layer import CommonLayer
from infra.constructs.metrics import api_metric
from infra.constructs.migrations import TIMEOUT_SECONDS, Migrations
from infra.constructs.origin import OriginSecrets
from infra.constructs.place import place
from infra.constructs.realtime import RealtimeApi
from infra.constructs.stage_alarms import Budget, StageAlarms
from infra.stacks.data import DataStack
from infra.stages import Stage
from infra.topology.types import Topology

MIGRATIONS = "database-migrations"
MOST_FAILED_A_MINUTE = 4
"""Answers of 5xx that stop no release: a time-out happens on any day."""


class CoreStack(cdk.Stack):
    """Changes the database before any code of a capability changes, and owns what all of them share."""

    def __init__(self, scope: Construct, *, stage: Stage, topology: Topology, data: DataStack) -> None:
        super().__init__(scope, stage.resource_name("core"), env=place(stage))
        self._house = stage
        self.add_stack_dependency(data)
        acknowledge(self, "AwsSolutions-L1", "Python 3.13 is what the layer is built and tested for.")
        self.key = StackKey(self, "Key", description=f"atomic-influence {stage.name}: backend", keep=False)
        self.origin = OriginSecrets(self, "Origin", stage=stage, key=self.key)
        self.migrations = Migrations(
            self, "Migrations", stage=stage, database=data.database, network=data.network, key=self.key
        )
        self._grants(data)
        layer = CommonLayer(self, "CommonLayer", stage=stage)
        # Nobody finds the new code before the schema is there: a failed migration leaves the old name standing.
        layer.published.node.add_dependency(self.migrations.run)
        self.apis = {
            name: HttpApi(self, name, stage=stage, cors=topology.cors, identity=data.identity)
            for name in topology.apis
        }
        self.realtime = RealtimeApi(self, "Realtime", stage=stage, identity=data.identity)
        self.edge_links = (
            EdgeLinks(self, "EdgeLinks", stage=stage, key=self.key) if stage.edge_redirect else None
        )
        self.topic = AlarmTopic(self, "Alarms", stage=stage, key=self.key)
        watch = StageAlarms(self, "Watch", stage=stage, topic=self.topic)
        watch.watch_functions("core", {MIGRATIONS: TIMEOUT_SECONDS})
        watch.watch_database(connections_wanted(topology, stage) + CONNECTIONS_KEPT_FREE)
        watch.watch_network(data.network.nat_gateways)
        watch.watch_webhooks()
        Budget(self, "Budget", stage=stage, topic=self.topic)
        if stage.canary:
            failed = {str(name): api_metric(api.api_id, "5xx") for name, api in self.apis.items()}
            Brake(self, name=API_BRAKE, stage=stage, metrics=failed, most=MOST_FAILED_A_MINUTE)

    def _grants(self, data: DataStack) -> None:
        """Every permission in this stack; the statements are in `infra/grants.py`."""
        secrets = [data.database.master_secret, *data.database.login_secrets.values()]
        grants.may_run(self.migrations.lambda_, in_network=True, traced=self._house.traces)
        grants.may_read_secrets(self.migrations.lambda_, secrets, key=data.key)
