-- Intent row, commit, call, commit: who asks again, or twice at once, goes on with the same row.
create or replace function app.begin_account(country text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  begun uuid;
begin
  if not exists (select from public.wallets as w where w.user_id = auth.uid()) then
    raise exception using errcode = 'IG003', message = 'no wallet to be paid into', detail = '{}';
  end if;
  -- What another request has just begun is seen only by a statement after the one that met it.
  insert into public.connected_accounts (user_id, country) values (auth.uid(), begin_account.country)
  on conflict (user_id) where status in ('opening', 'open') do nothing
  returning id into begun;
  return coalesce(begun, (
    select a.id from public.connected_accounts as a
    where a.user_id = auth.uid() and a.status in ('opening', 'open')
  ));
end
$$;

comment on function app.begin_account(text) is
'The caller''s account at Stripe, to be opened in a country (ISO 3166-1 alpha-2) if there is none. Raises IG003.';

grant execute on function app.begin_account(text) to authenticated, admin;
