-- Nothing that is due waits longer than two leases of its worker.
select o.id, o.topic, o.attempts, o.last_error
from outbox as o
where o.processed_at is null and o.available_at < now() - interval '10 minutes';
