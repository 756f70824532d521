-- migrate:up
set local lock_timeout = '3s';

-- Clicks that went before their orders may come credited nothing (app.guard_settings): kept as long as they are asked for.
alter table admin_settings no force row level security;
with needed as (
  select sum(coalesce((s.value)::bigint, k.default_value)) as days
  from app.setting_definitions() as k
  left join admin_settings as s on k.key = s.key
  where k.key in ('conversion_window_days', 'conversion_report_days')
)

insert into admin_settings (key, value)
select
  k.key,
  to_jsonb(n.days) as value
from app.setting_definitions() as k
cross join needed as n
left join admin_settings as s on k.key = s.key
where k.key = 'tracking_retention_days' and coalesce((s.value)::bigint, k.default_value) < n.days
on conflict (key) do update set value = excluded.value;
set constraints all immediate;
alter table admin_settings force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: nobody knows any more what the retention was; it may be set again.
