-- Wallets open by themselves, so that the first money finds one.
create or replace function app.provision_creator_wallet() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.wallets (user_id) values (new.user_id)
  on conflict on constraint wallet_exists_once do nothing;
  perform ledger.account('creator_payable', 'usd', user_id => new.user_id);
  return null;
end
$$;

comment on function app.provision_creator_wallet() is 'AFTER INSERT of the role creator: the creator''s wallet.';

grant execute on function app.provision_creator_wallet() to app_owner;

create or replace trigger provision_creator_wallet after insert on user_roles
for each row when (new.role = 'creator') execute function app.provision_creator_wallet();
