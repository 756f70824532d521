create or replace function app.tell_of_backfill(trigger_id uuid, version integer, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  people uuid[];
  person uuid;
begin
  select array_agg(w.user_id order by w.user_id) into people
  from (
    select distinct a.user_id from public.reward_awards as a
    where a.trigger_id = tell_of_backfill.trigger_id and a.version = tell_of_backfill.version
      and a.told_at is null and a.status in ('granted', 'claimed', 'fulfilled')
    limit at_most
  ) as w;
  foreach person in array coalesce(people, '{}') loop
    perform app.lock_reward_subject(person); -- whoever takes an award back has it, too
  end loop;
  perform app.tell_what_was_granted(array(
    select a.id from public.reward_awards as a
    where a.user_id = any(people) and a.told_at is null and a.status in ('granted', 'claimed', 'fulfilled')
  ));
  return coalesce(cardinality(people), 0);
end
$$;

comment on function app.tell_of_backfill(uuid, integer, integer) is
'Tells people whom a version of a trigger granted something that they were not told of, each in one notification of all that they were not '
'told of (what a badge brought along, too); how many people, at most so many.';
