-- owner: app_owner
-- One index finds a gig by what it says and by what it asks for: few that share several of these are found by them, however
-- common each one is alone. Words of a text hold no colon, so that nobody types a filter.
create or replace function app.gig_words(
  title text, category text, description text, mode text, platforms text[], countries text[]
) returns tsvector
language sql immutable parallel safe set search_path = ''
return setweight(to_tsvector('pg_catalog.simple', gig_words.title), 'A')
|| setweight(to_tsvector('pg_catalog.simple', coalesce(gig_words.category, '')), 'B')
|| to_tsvector('pg_catalog.simple', gig_words.description)
|| array_to_tsvector(
  array['m:' || gig_words.mode, 'c:' || lower(coalesce(gig_words.category, ''))]
  || case gig_words.platforms when '{}' then array['p:*'] else array(
    select 'p:' || p.name from unnest(gig_words.platforms) as p (name)
  ) end
  || case gig_words.countries when '{}' then array['n:*'] else array(
    select 'n:' || n.code from unnest(gig_words.countries) as n (code)
  ) end
);

comment on function app.gig_words(text, text, text, text, text[], text[]) is
'What a gig is searched by: its words, and its mode (m:), category (c:), platforms (p:) and countries (n:), * for any.';

grant execute on function app.gig_words(text, text, text, text, text[], text[]) to authenticated, admin, service, app_internal;
