create or replace function app.mature_commissions(as_of timestamptz, at_most integer default null) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    update public.commissions as c set status = 'available'
    where c.id in (
      select d.id from public.commissions as d
      where d.status = 'pending' and d.available_at <= mature_commissions.as_of
      order by d.available_at, d.id limit mature_commissions.at_most for no key update skip locked
    )
    returning c.id
  )
  select count(*)::integer from due
$$;

comment on function app.mature_commissions(timestamptz, integer) is
'Commissions that wait no longer are available; how many, at most so many (NULL: all). What somebody works on waits for the next time.';

grant execute on function app.mature_commissions(timestamptz, integer) to service;
