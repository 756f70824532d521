-- Both sides who can do something hear it, each in its own words.
create or replace function app.notify_about_deposit(
  deposit_id uuid, type text, title text, message text, message_to_administrators text, facts jsonb
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  brand constant uuid := (
    select w.brand_id from public.wallet_transactions as t inner join public.wallets as w on w.id = t.wallet_id
    where t.id = notify_about_deposit.deposit_id
  );
begin
  perform app.notify_brand(
    brand, 'money', 'payments', notify_about_deposit.type, notify_about_deposit.title, notify_about_deposit.message,
    facts
  );
  perform app.notify_administrators(
    'payments', notify_about_deposit.type, notify_about_deposit.title, message_to_administrators,
    facts || jsonb_build_object('brand_id', brand, 'deposit_id', notify_about_deposit.deposit_id)
  );
end
$$;

comment on function app.notify_about_deposit(uuid, text, text, text, text, jsonb) is
'Tells who moves the brand''s money, and administrators, what concerns a deposit.';
