-- Handles are given away again: of two who were known by one, the platform named the one whom we read last.
create or replace function app.holder_of(platform text, handle text) returns uuid
language sql stable security definer set search_path = '' as $$
  select a.user_id
  from public.social_accounts as a
  where a.platform = holder_of.platform and lower(a.handle) = lower(holder_of.handle) and a.status = 'connected'
    and exists (select from app.active_creators(array[a.user_id]))
  order by greatest(a.last_synced_at, a.created_at) desc
  limit 1
$$;

comment on function app.holder_of(text, text) is
'The active creator who has shown, by signing in there, that the account of that handle is theirs; NULL for none.';
