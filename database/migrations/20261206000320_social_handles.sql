-- migrate:up
set local lock_timeout = '3s';

-- A platform shows some accounts by a title that anybody may choose; a handle is what it gives out once. NULL until
-- the next synchronisation, and where the platform tells none.
alter table social_accounts
add column handle text,
add constraint social_accounts_handle_fits check (length(handle) between 1 and 200);
create index social_accounts_by_handle on social_accounts (platform, lower(handle))
where handle is not null;
grant select (handle) on social_accounts to authenticated, admin;
comment on column social_accounts.handle is
'The unique name that the platform itself tells of the account; NULL where it tells none. Names and titles are no proof.';

-- migrate:down
set local lock_timeout = '3s';
drop index social_accounts_by_handle;
alter table social_accounts drop constraint social_accounts_handle_fits, drop column handle;
