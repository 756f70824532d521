create or replace function app.set_payout_schedule(wallet_id uuid, schedule text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.visible_wallet(wallet_id);
begin
  if wallet.user_id is null then
    raise exception using errcode = 'IG003', message = 'no such wallet of a creator', detail = '{}';
  end if;
  update public.wallets as w set payout_schedule = schedule
  where w.id = wallet.id and w.payout_schedule is distinct from schedule;
end
$$;

comment on function app.set_payout_schedule(uuid, text) is
'When what is past its hold in a creator''s wallet is paid: daily, weekly, monthly or manual. Raises IG003.';

grant execute on function app.set_payout_schedule(uuid, text) to authenticated, admin;
