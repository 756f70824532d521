-- Stripe certainly opened nothing: the next request asks anew, as a new row and under a new key.
create or replace function app.refuse_account(id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.connected_accounts as a set status = 'refused', refusal = left(reason, 500)
  where a.id = refuse_account.id and a.status = 'opening';
  return found;
end
$$;

comment on function app.refuse_account(uuid, text) is
'Stripe refused to open an account. False where it has been opened, or refused, before.';

grant execute on function app.refuse_account(uuid, text) to service;
