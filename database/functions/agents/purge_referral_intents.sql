create or replace function app.purge_referral_intents(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.referral_intents
  where email_hmac in (
    select i.email_hmac from public.referral_intents as i where i.expires_at <= before order by i.expires_at limit at_most
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_referral_intents(timestamptz, integer) is
'Delete at most so many intents of sign-ups that had run out by then; how many went.';

grant execute on function app.purge_referral_intents(timestamptz, integer) to service;
