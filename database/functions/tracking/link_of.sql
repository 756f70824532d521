-- What a visitor's code means. As app.coded_link, a part of the statements that stand on it.
create or replace function app.link_of(code text) returns setof public.tracking_links
language sql stable as $$
  select l.* from app.coded_link(code) as l where l.disabled_at is null
$$;

comment on function app.link_of(text) is
'The link of that code, ended or not (an alias in any case); no row where it is disabled, or no member of its brand can act.';
