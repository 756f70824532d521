-- A connection does not know which sign-in opened it, so any that ends renews the name for all of them. One that is only named
-- anew by the identity provider has not ended: another is as old as it was, and lives.
create or replace function app.renew_channels() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.new_channel_key(ended.user_id)
  from (
    select distinct f.user_id
    from new_rows as f inner join old_rows as o on o.id = f.id
    where o.revoked_at is null and f.revoked_at is not null and not exists (
      select from local_identity.refresh_token_families as s
      where s.user_id = f.user_id and s.created_at = f.created_at and s.revoked_at is null
    )
    order by f.user_id
  ) as ended;
  return null;
end
$$;

comment on function app.renew_channels() is
'AFTER UPDATE on refresh_token_families, statement level: where a sign-in ended, open connections hear nothing more.';

grant execute on function app.renew_channels() to app_owner;

create or replace trigger renew_channels after update on local_identity.refresh_token_families
referencing old table as old_rows new table as new_rows
for each statement execute function app.renew_channels();
