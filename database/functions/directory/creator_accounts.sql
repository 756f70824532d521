-- People read no accounts but their own: what is public of others is named here, column by column.
create or replace function app.creator_accounts(user_id uuid)
returns table (platform text, username text, profile_url text, followers bigint, engagement_rate numeric, as_of timestamptz)
language sql stable security definer set search_path = '' as $$
  select a.platform, a.username, a.profile_url, a.follower_count, a.engagement_rate, a.last_synced_at
  from public.social_accounts as a
  where a.user_id = creator_accounts.user_id and a.status <> 'revoked' and app.may_see_creator(a.user_id)
$$;

comment on function app.creator_accounts(uuid) is
'Accounts of a creator with their public figures, for who may see the creator (app.may_see_creator).';

grant execute on function app.creator_accounts(uuid) to authenticated, admin, service;
