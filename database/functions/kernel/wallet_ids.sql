-- For the policy on a wallet's operations, which name neither brand nor user: one set a statement.
create or replace function auth.wallet_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select w.id from public.wallets as w
    where w.brand_id = any(auth.brand_ids()) or w.user_id = auth.uid()
  )
$$;

comment on function auth.wallet_ids() is 'Wallets that the user may look into: their own and their brands''.';

grant execute on function auth.wallet_ids() to authenticated, admin, service;
