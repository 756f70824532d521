-- One refusal is a fact about an account, many are one about us: it is written down now, and acted upon by
-- app.settle_refusals. Platform first, then account, as there: two at once do not wait for each other in a circle.
create or replace function app.note_refusal(
  social_account_id uuid, access_token bytea, refresh_token bytea, reason text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  asked public.social_platforms;
begin
  select p.* into asked from public.social_platforms as p
  join public.social_accounts as a on a.platform = p.platform
  where a.id = note_refusal.social_account_id for no key update of p;
  perform from public.social_accounts as a
  where a.id = note_refusal.social_account_id and a.status = 'connected'
    and a.access_token = note_refusal.access_token
    and a.refresh_token is not distinct from note_refusal.refresh_token
  for no key update;
  if not found then
    return false;
  end if;
  insert into public.social_token_refreshes as r (social_account_id, refused_since, refused_at, refusal, not_before)
  values (
    note_refusal.social_account_id, clock_timestamp(), clock_timestamp(), left(note_refusal.reason, 100),
    clock_timestamp() + interval '30 minutes'
  )
  on conflict on constraint social_token_refreshes_pkey do update
  set refused_since = coalesce(r.refused_since, excluded.refused_since), refused_at = excluded.refused_at,
    refusal = excluded.refusal, not_before = excluded.not_before, leased_until = null, failures = 0,
    limited_at = null, last_error = null;
  if app.weigh_refusals(asked.platform) and not exists (
    select from public.social_token_refreshes as r
    join public.social_accounts as a on a.id = r.social_account_id
    where a.platform = asked.platform and r.refused_at is null
      and r.renewed_at > coalesce(asked.doubted_since, clock_timestamp())
  ) then
    update public.social_platforms as p set refresh_rests_until = clock_timestamp() + interval '1 hour'
    where p.platform = asked.platform
      and (p.refresh_rests_until is null or p.refresh_rests_until < clock_timestamp() + interval '1 hour');
  end if;
  return true;
end
$$;

comment on function app.note_refusal(uuid, bytea, bytea, text) is
'A platform refuses these tokens for good: noted, and the account is left alone for half an hour. False where the
account holds others by now, or none. Where the platform refuses everybody, renewals rest for an hour.';

grant execute on function app.note_refusal(uuid, bytea, bytea, text) to service;
