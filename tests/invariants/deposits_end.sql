-- No deposit waits for ever: the timer looks at what nobody touched for a day, and at what was called off, within hours.
select t.id, t.status, t.updated_at, t.metadata
from wallet_transactions as t
where t.transaction_type = 'deposit' and t.status = 'pending' and t.updated_at < now() - case
  when t.metadata ? 'cancel_asked_at' then interval '4 hours' else interval '2 days'
end;
