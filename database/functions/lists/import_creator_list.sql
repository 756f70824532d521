-- As a set. What a brand wrote of a member is never overwritten by a file; what the file claims of followers and name is
-- that of the last one that claims something. How many lines there are is not known to the planner, which takes them for
-- a hundred: in a loop ten thousand would be compared with ten thousand. So all are hashed.
create or replace function app.import_creator_list(list_id uuid, lines jsonb) returns table (line integer, outcome text)
language plpgsql security definer
set search_path = '' set enable_nestloop = off set enable_mergejoin = off as $$
declare
  into_list constant public.creator_lists := app.lock_creator_list(list_id);
begin
  -- An account that is connected at this moment waits, and finds what is written here (app.link_list_entries).
  perform pg_advisory_xact_lock_shared(hashtextextended('handles of ' || p.platform, 0))
  from (select distinct l ->> 'platform' as platform from jsonb_array_elements(lines) as l order by 1) as p;
  return query
  with given as materialized (
    select
      l.*, h.user_id, row_number() over (partition by l.platform, lower(l.handle) order by l.line) as copy
    from jsonb_to_recordset(import_creator_list.lines) as l (
      line integer, platform text, handle text, name text, followers bigint, note text, tags text[]
    )
    left join lateral app.holder_of(l.platform, l.handle) as h (user_id) on true
  ),
  known as materialized (
    select g.line, m.id
    from given as g
    inner join public.creator_list_members as m
      on m.list_id = into_list.id and m.platform = g.platform and lower(m.handle) = lower(g.handle)
    where g.copy = 1
  ),
  updated as (
    update public.creator_list_members as m
    set claimed_name = coalesce(nullif(g.name, ''), m.claimed_name),
      claimed_followers = coalesce(g.followers, m.claimed_followers)
    from known as k inner join given as g on g.line = k.line
    where m.list_id = into_list.id and m.id = k.id and (m.claimed_name, m.claimed_followers) is distinct from (
      coalesce(nullif(g.name, ''), m.claimed_name), coalesce(g.followers, m.claimed_followers)
    )
    returning g.line
  ),
  inserted as (
    insert into public.creator_list_members as m (
      list_id, brand_id, creator_user_id, platform, handle, claimed_name, claimed_followers, note, tags
    )
    select
      into_list.id, into_list.brand_id, g.user_id, g.platform, g.handle, g.name, g.followers, g.note, g.tags
    from given as g
    where g.copy = 1 and g.line not in (select k.line from known as k)
    order by g.line
    on conflict do nothing
    returning m.platform, m.handle
  )
  select
    g.line,
    case
      when g.copy > 1 then 'duplicate'
      when u.line is not null then 'updated'
      when k.line is not null then 'unchanged'
      when i.handle is null then 'already_listed'
      when g.user_id is not null then 'matched'
      else 'added'
    end
  from given as g
  left join known as k on k.line = g.line
  left join updated as u on u.line = g.line
  left join inserted as i on i.platform = g.platform and i.handle = g.handle and g.copy = 1
  order by g.line;
  perform app.require_room_in_list(into_list.id);
end
$$;

comment on function app.import_creator_list(uuid, jsonb) is
'Lines of a file ({line, platform, handle, name, followers, note, tags}) into a list. For each line: added (nobody here has '
'connected that account), matched (a creator has), updated, unchanged, already_listed (by another account), duplicate (of a '
'line before). Raises IG003, IM005, IU071.';

grant execute on function app.import_creator_list(uuid, jsonb) to authenticated, admin;
