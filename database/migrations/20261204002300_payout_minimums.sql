-- migrate:up
set local lock_timeout = '3s';

-- What an administrator had set for all currencies stays in force in each of them.
alter table admin_settings no force row level security;
insert into admin_settings (key, value, updated_by)
select
  k.key,
  s.value,
  s.updated_by
from admin_settings as s
cross join app.setting_definitions() as k
where s.key = 'payout_minimum_amount' and k.key ~ '^payout_minimum_[a-z]{3}$';
alter table admin_settings force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- The definitions of before do not know these keys.
alter table admin_settings no force row level security;
delete from admin_settings
where key ~ '^payout_minimum_[a-z]{3}$';
alter table admin_settings force row level security;
