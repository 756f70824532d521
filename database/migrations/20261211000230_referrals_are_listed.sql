-- migrate:up
set local lock_timeout = '3s';

-- Agents list whom they brought by month, as that is all that they learn of the day; a random id puts them into an order
-- that says no more, and opens no other door.
alter table referrals
add column id uuid not null default gen_random_uuid(),
add column month date not null generated always as (date_trunc('month', attributed_at at time zone 'UTC')::date) stored,
add constraint referral_is_known_by_its_id unique (id);
create index referrals_by_month on referrals (agent_user_id, month desc, id desc);
comment on column referrals.id is 'What its agent knows it by: not the account''s id, and random, so that it tells no time.';
comment on column referrals.month is 'In which it was attributed (UTC): its first day.';

-- migrate:down
set local lock_timeout = '3s';
alter table referrals
drop constraint referral_is_known_by_its_id,
drop column month,
drop column id;
