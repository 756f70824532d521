-- Time passes without a change that a trigger sees.
create or replace function app.recount_creators(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  due constant uuid[] := array(
    select distinct d.user_id
    from (
      select c.user_id from public.creator_cells as c
      where c.recount_at <= recount_creators.as_of order by c.recount_at limit recount_creators.at_most
    ) as d
  );
begin
  perform app.place_creators(due, recount_creators.as_of);
  return cardinality(due);
end
$$;

comment on function app.recount_creators(timestamptz, integer) is
'Counts creators anew of whom figures have ceased to count: those of at most so many cells. Answers how many; 0 when '
'nobody is left.';

grant execute on function app.recount_creators(timestamptz, integer) to service;
