-- owner: app_owner
-- Signs come and go with their causes: one statement writes those that are new, changes those that are there, and resolves
-- those whose cause is gone. It runs as the service that calls it, who sees all of it.
create or replace function app.watch_accounts() returns table (opened bigint, changed bigint, resolved bigint)
language sql as $$
  with signs as (
    select
      u.id as user_id, case n.reason when 'bounced' then 'bounced_mail' else 'complaint_about_mail' end as indicator,
      'warning' as severity, 1::bigint as value, jsonb_build_object('since', n.created_at) as details
    from public.notification_unsubscribes as n
    inner join auth.users as u on u.email = n.email and u.status = 'active'
    where n.reason in ('bounced', 'complained')
    union all
    select
      a.user_id, 'expired_social_accounts', 'info', count(*),
      jsonb_build_object('platforms', jsonb_agg(a.platform order by a.platform))
    from public.social_accounts as a
    inner join auth.users as u on u.id = a.user_id and u.status = 'active'
    where a.status in ('expired', 'error')
    group by a.user_id
    union all
    select
      m.user_id, 'open_payment_alerts', 'critical', count(*),
      jsonb_build_object('alerts', jsonb_agg(p.id order by p.id))
    from public.payment_alerts as p
    inner join public.wallet_transactions as d on d.id = p.deposit_id
    inner join public.wallets as w on w.id = d.wallet_id
    inner join public.brand_memberships as m on m.brand_id = w.brand_id and m.status = 'active'
    where p.is_open
    group by m.user_id
  ),
  merged as (
    merge into public.account_health_indicators as t using signs as s
    on t.user_id = s.user_id and t.indicator = s.indicator and t.resolved_at is null
    when matched and (t.severity, t.value, t.details) is distinct from (s.severity, s.value::numeric, s.details)
      then update set severity = s.severity, value = s.value, details = s.details
    when matched then do nothing
    when not matched
      then insert (user_id, indicator, severity, value, details)
      values (s.user_id, s.indicator, s.severity, s.value, s.details)
    when not matched by source and t.resolved_at is null then update set resolved_at = now()
    returning merge_action() as act, t.resolved_at
  )
  select
    count(*) filter (where m.act = 'INSERT'), count(*) filter (where m.act = 'UPDATE' and m.resolved_at is null),
    count(*) filter (where m.resolved_at is not null)
  from merged as m
$$;

comment on function app.watch_accounts() is
'Signs of trouble with accounts as they are now: mail that bounced or was complained about, social accounts that expired, '
'payments in dispute; how many signs are new, changed and gone.';

grant execute on function app.watch_accounts() to service;
