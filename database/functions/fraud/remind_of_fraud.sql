create or replace function app.remind_of_fraud(as_of timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  reminded integer;
begin
  update public.fraud_groups as g set reminded_at = remind_of_fraud.as_of
  where g.id in (
    select o.id from public.fraud_groups as o
    where o.status = 'pending' and (o.reminded_at is null or o.reminded_at <= remind_of_fraud.as_of - interval '7 days')
      and exists (
        select from public.commission_holds as h
        where h.group_id = o.id and h.released_at is null and h.created_at < remind_of_fraud.as_of - interval '30 days'
      )
    for no key update skip locked
  );
  get diagnostics reminded = row_count;
  if reminded > 0 then
    perform app.notify_administrators(
      'system', 'fraud_waits', 'Commissions wait for your decision for more than 30 days',
      'Agents are not paid until you decide. Look at the fraud groups that are pending.',
      jsonb_build_object('fraud_groups', reminded)
    );
  end if;
  return reminded;
end
$$;

comment on function app.remind_of_fraud(timestamptz) is
'Tells administrators, once a week, of groups that hold commissions for more than 30 days; how many groups.';

grant execute on function app.remind_of_fraud(timestamptz) to service;
