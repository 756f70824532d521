-- Of all of them at once: one person's after another's would be in no order.
create or replace function app.lock_conversations_of(people uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.conversations as c
  where c.id in (
    select talk from unnest(people) as p (person) cross join lateral unnest(app.conversations_of(p.person)) as of_one (talk)
  )
  order by c.id for no key update;
end
$$;

comment on function app.lock_conversations_of(uuid[]) is
'Locks what app.conversations_of says of these people, so that no legal hold is set meanwhile.';
