-- Stripe's answer meets the row that was written before it was asked.
create or replace function app.name_account(user_id uuid, account_id text) returns public.connected_accounts
language sql security definer set search_path = '' as $$
  insert into public.connected_accounts as a (user_id, stripe_account_id, status)
  values (name_account.user_id, name_account.account_id, 'open')
  on conflict (user_id) where status in ('opening', 'open')
  do update set stripe_account_id = excluded.stripe_account_id, status = 'open' where a.status = 'opening'
  returning a.*
$$;

comment on function app.name_account(uuid, text) is
'The creator''s account that was to be opened, or a new one, now with Stripe''s id; NULL where another one is open.';
