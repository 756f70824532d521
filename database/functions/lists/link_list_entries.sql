-- Only what a platform tells after its person signed in there links: names and titles are anybody's.
create or replace function app.link_list_entries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.creator_profiles as p where p.user_id = new.user_id) then
    return null;
  end if;
  -- Whoever imports such a handle at this moment is waited for, or waits (app.import_creator_list).
  perform pg_advisory_xact_lock(hashtextextended('handles of ' || new.platform, 0));
  for attempt in 1..3 loop
    begin
      -- Where they are in the list already, by name or by another account, the two become one.
      with twins as materialized (
        select e.id as entry_id, e.note, e.tags, m.id as member_id
        from public.creator_list_members as e
        inner join public.creator_list_members as m on m.list_id = e.list_id and m.creator_user_id = new.user_id
        where e.creator_user_id is null and e.platform = new.platform and lower(e.handle) = lower(new.handle)
        order by m.id
      ),
      gone as (
        delete from public.creator_list_members as e using twins as t where e.id = t.entry_id
      )
      update public.creator_list_members as m
      set note = left(concat_ws(e'\n', nullif(m.note, ''), nullif(t.note, '')), 2000),
        tags = case
          when cardinality(m.tags || t.tags) <= 20 and length(array_to_string(m.tags || t.tags, '')) <= 1000
            then array(select distinct tag from unnest(m.tags || t.tags) as tag order by tag)
          else m.tags
        end
      from twins as t where m.id = t.member_id;
      update public.creator_list_members as e set creator_user_id = new.user_id
      where e.id in (
        select o.id from public.creator_list_members as o
        where o.creator_user_id is null and o.platform = new.platform and lower(o.handle) = lower(new.handle)
        order by o.id for update
      );
      exit;
    -- A brand adds them to such a list at this very moment: now they are there, and the entry becomes one with them.
    exception when unique_violation then
      if attempt = 3 then
        raise;
      end if;
    end;
  end loop;
  return null;
end
$$;

comment on function app.link_list_entries() is
'AFTER an account is connected, or got another handle: entries of lists that were waiting for it become this creator.';

grant execute on function app.link_list_entries() to app_owner;

create or replace trigger link_list_entries after insert on social_accounts
for each row when (new.handle is not null and new.status = 'connected')
execute function app.link_list_entries();

create or replace trigger link_list_entries_again after update of handle, status on social_accounts
for each row when (
  new.handle is not null and new.status = 'connected'
  and (old.handle is distinct from new.handle or old.status <> new.status)
)
execute function app.link_list_entries();
