-- An intent, as a deposit is one: Stripe says whether the payer was faster. What a lost answer leaves open the hourly
-- job finishes, because it is written down here first.
create or replace function app.begin_deposit_cancellation(wallet_id uuid, deposit_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  found_status constant text := (
    select t.status from public.wallet_transactions as t
    where t.id = begin_deposit_cancellation.deposit_id and t.wallet_id = wallet.id and t.transaction_type = 'deposit'
  );
begin
  if found_status is null then
    raise exception using errcode = 'IG003', message = 'no such deposit in this wallet', detail = '{}';
  elsif found_status not in ('pending', 'cancelled') then
    raise exception using errcode = 'IM010', message = 'only a deposit that waits is cancelled',
      detail = jsonb_build_object('from', found_status, 'to', 'cancelled')::text;
  end if;
  update public.wallet_transactions as t
  set metadata = jsonb_build_object('cancel_asked_at', now()) || t.metadata
  where t.id = begin_deposit_cancellation.deposit_id and t.status = 'pending';
end
$$;

comment on function app.begin_deposit_cancellation(uuid, uuid) is
'Notes that a deposit is not wanted any more, once. Raises IG003, IM005, IM010 (it is paid, or failed).';

grant execute on function app.begin_deposit_cancellation(uuid, uuid) to authenticated, admin;
