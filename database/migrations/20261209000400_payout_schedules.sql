-- migrate:up
set local lock_timeout = '3s';

-- When a creator is paid what is past its hold: by the run of every day, as before, or more seldom.
alter table wallets
add column payout_schedule text not null default 'daily'
constraint wallet_payout_schedule_is_known check (payout_schedule in ('daily', 'weekly', 'monthly', 'manual')),
add constraint wallet_payout_schedule_is_a_creators check (user_id is not null or payout_schedule = 'daily');
comment on column wallets.payout_schedule is
'Up to when app.payout_cutoff lets a run pay: weekly up to Monday''s run, monthly up to that of the 1st, manual never.';

-- migrate:down
set local lock_timeout = '3s';
alter table wallets drop column payout_schedule;
