-- With the confirmation, not with the row: whoever signs up with addresses that are not theirs must neither use up a code
-- nor be told to its agent. By its name it comes after app.provision_user, which makes profile and role. Nothing in it
-- fails a sign-up, nor holds it up for long.
create or replace function app.take_up_referral_intent() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  intent public.referral_intents;
begin
  delete from public.referral_intents as i where i.email_hmac = app.address_hmac(new.email) returning i.* into intent;
  if intent.expires_at > now() then
    perform app.attribute_referral(new.id, intent.code, intent.invite_token_hash, intent.touch_token_hash);
  end if;
  return null;
exception when others then
  raise warning 'attribution of %: % %', new.id, sqlstate, sqlerrm;
  insert into public.audit_logs (action, resource_type, resource_id, metadata)
  values ('referrals.attribution_failed', 'referrals', new.id::text, jsonb_build_object('sqlstate', sqlstate));
  return null;
end
$$;

comment on function app.take_up_referral_intent() is
'AFTER an address is confirmed: what its sign-up said of who sent it. A failure costs the referral alone, and is written '
'down as referrals.attribution_failed.';

grant execute on function app.take_up_referral_intent() to app_owner;

create or replace trigger take_up_referral_intent after insert or update of confirmed_at on auth.users
for each row when (new.confirmed_at is not null and new.status = 'active')
execute function app.take_up_referral_intent();
