-- One list of words for all that a directory is searched by, so that one index finds what several of them share.
create or replace function app.directory_terms(
  words text[], category_keys text[], languages text[], country_code text, platforms text[], rates text[]
) returns text[]
language sql immutable parallel safe
begin atomic
select array(
  select 'w:' || w.word from unnest(words) as w (word) where w.word <> ''
  union
  select 'c:' || c.key from unnest(category_keys) as c (key)
  union
  select 'l:' || lower(l.language) from unnest(languages) as l (language)
  union
  select 'n:' || directory_terms.country_code where directory_terms.country_code is not null
  union
  select 'p:' || p.platform from unnest(platforms) as p (platform)
  union
  select 'r:' || r.rate from unnest(rates) as r (rate)
);
end;

comment on function app.directory_terms(text[], text[], text[], text, text[], text[]) is
'What a creator is found by: words of the name (w:), categories (c:), languages (l:), country (n:), platforms (p:) and '
'rates (r:type:currency:band).';

grant execute on function app.directory_terms(text[], text[], text[], text, text[], text[]) to app_owner;
