-- No event of Stripe is given up, and none that is due waits longer than two leases of its worker.
select e.id, e.type, e.status, e.error
from stripe_events as e
where e.status = 'failed' or e.status = 'received' and e.available_at < now() - interval '10 minutes';
