-- Called whether the address has an account or not, and tells nobody which: an account that is there was not brought by
-- whoever signs up now. Without anything to say it takes back what an earlier sign-up of the address said.
create or replace function app.note_referral_intent(
  address text, code text, touch_token_hash bytea, invite_token_hash bytea, role text
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from auth.users as u where u.email = lower(btrim(address))) then
    return;
  end if;
  if num_nonnulls(code, touch_token_hash, invite_token_hash) = 0 then
    delete from public.referral_intents as i where i.email_hmac = app.address_hmac(address);
    return;
  end if;
  insert into public.referral_intents as i (email_hmac, code, touch_token_hash, invite_token_hash, role, expires_at)
  values (
    app.address_hmac(address), note_referral_intent.code, note_referral_intent.touch_token_hash,
    note_referral_intent.invite_token_hash, note_referral_intent.role, now() + interval '7 days'
  )
  on conflict on constraint referral_intents_pkey do update set
    code = excluded.code, touch_token_hash = excluded.touch_token_hash, invite_token_hash = excluded.invite_token_hash,
    role = excluded.role, created_at = now(), expires_at = excluded.expires_at;
end
$$;

comment on function app.note_referral_intent(text, text, bytea, bytea, text) is
'What a sign-up says of who sent it, for a week, in the place of what an earlier one of the address said; tokens as SHA-256.';

grant execute on function app.note_referral_intent(text, text, bytea, bytea, text) to service;
