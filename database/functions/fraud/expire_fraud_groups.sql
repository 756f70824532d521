create or replace function app.expire_fraud_groups(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  expired integer;
begin
  update public.fraud_groups as g set status = 'expired'
  where g.id in (
    select o.id from public.fraud_groups as o
    where o.status = 'pending' and o.severity <> 'high'
      and o.last_event_at < expire_fraud_groups.as_of - interval '30 days'
      and not exists (select from public.commission_holds as h where h.group_id = o.id and h.released_at is null)
    order by o.last_event_at limit at_most for no key update skip locked
  );
  get diagnostics expired = row_count;
  return expired;
end
$$;

comment on function app.expire_fraud_groups(timestamptz, integer) is
'Fraud groups that wait for 30 days without a new event, hold no money and are of no high severity; how many.';

grant execute on function app.expire_fraud_groups(timestamptz, integer) to service;
