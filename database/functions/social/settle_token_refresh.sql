-- owner: app_owner
-- Whoever stores the tokens: a lease or a failure of the old ones must not hold up the new ones. That the old ones
-- were refused is kept as long as they are, for it says something about the platform, too.
create or replace function app.settle_token_refresh() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.status = 'revoked' or new.access_token is null then
    delete from public.social_token_refreshes as r where r.social_account_id = new.id;
  elsif (old.access_token, old.refresh_token) is distinct from (new.access_token, new.refresh_token) then
    insert into public.social_token_refreshes (social_account_id, renewed_at)
    values (new.id, clock_timestamp())
    on conflict on constraint social_token_refreshes_pkey do update
    set asked_at = null, leased_until = null, renewed_at = excluded.renewed_at, failures = 0, not_before = null,
      last_error = null, refused_since = null, refused_at = null, refusal = null, limited_at = null,
      reminded_at = null;
  else
    update public.social_token_refreshes as r
    set asked_at = null, leased_until = null, failures = 0, not_before = null, last_error = null, limited_at = null
    where r.social_account_id = new.id;
  end if;
  return null;
end
$$;

comment on function app.settle_token_refresh() is
'AFTER new tokens or a new status: what was known of a renewal was about the tokens before.';

create or replace trigger settle_token_refresh after update of access_token, refresh_token, status on social_accounts
for each row when (
  (old.access_token, old.refresh_token, old.status)
  is distinct from (new.access_token, new.refresh_token, new.status)
) execute function app.settle_token_refresh();
