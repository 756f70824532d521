-- One step for each set of platforms and each way in which a category fits. Each gig stands in one step: `passed` are
-- the categories of the steps above.
create or replace function app.gig_steps(seeker app.gig_seeker) returns setof app.gig_step
language sql stable security definer set search_path = '' as $$
  select
    n.needed, n.needed = 0 or n.needed & seeker.platform_bits <> 0, (n.cell).followers,
    (n.cell).engagement_points + c.points, c.keys, c.passed
  from app.need_cells(seeker.user_id) as n
  cross join (values
    (2000, array_append(seeker.listed, ' '), '{}'::text[]),
    (1000, seeker.related, seeker.listed),
    (0, array[''], seeker.listed || seeker.related)
  ) as c (points, keys, passed)
  where c.keys <> '{}' and exists (
    select from public.gig_cells as g where g.is_shown and g.platform_bits = n.needed
  )
$$;

comment on function app.gig_steps(app.gig_seeker) is
'What a search for gigs reads, step by step: cells by platforms and categories, with the points of both (level).';
