-- Wallets open by themselves, so that the first money finds one.
create or replace function app.provision_brand_wallet() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.wallets (brand_id) values (new.id)
  on conflict on constraint wallet_exists_once do nothing;
  perform ledger.account('brand_available', 'usd', brand_id => new.id);
  return null;
end
$$;

comment on function app.provision_brand_wallet() is 'AFTER INSERT on brand_profiles: the brand''s wallet.';

grant execute on function app.provision_brand_wallet() to app_owner;

create or replace trigger provision_brand_wallet after insert on brand_profiles
for each row execute function app.provision_brand_wallet();
