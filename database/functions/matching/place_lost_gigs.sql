-- Triggers keep the cells. This finds the gigs that were open before there were any, and what a release without the
-- triggers has opened and closed (docs/decisions/0105-a-gig-is-found-by-what-it-asks-for.md).
create or replace function app.place_lost_gigs(at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  lost constant uuid[] := array(
    (select g.id from public.gigs as g
      where g.status = 'open' and not exists (select from public.gig_cells as c where c.gig_id = g.id) limit at_most)
    union
    (select c.gig_id from public.gig_cells as c inner join public.gigs as g on c.gig_id = g.id
      where g.status <> 'open' limit at_most)
  );
begin
  perform app.place_gigs(lost);
  return cardinality(lost);
end
$$;

comment on function app.place_lost_gigs(integer) is
'Brings the cells of open gigs that have none, and takes away those of gigs that are not open, of so many gigs each at most; of '
'how many.';
