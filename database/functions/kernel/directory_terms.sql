-- One list of words for what a directory is searched by, so that one index finds what several of them share. Cut, as a
-- word of an index is shorter than what somebody may once have written.
create or replace function app.directory_terms(
  words text[], category_keys text[], languages text[], country_code text, rates text[]
) returns text[]
language sql immutable parallel safe
begin atomic
select array(
  select 'w:' || w.word from unnest(words) as w (word)
  union
  select 'c:' || left(c.key, 100) from unnest(category_keys) as c (key)
  union
  select 'l:' || left(lower(l.language), 100) from unnest(languages) as l (language)
  union
  select 'n:' || c.code from unnest(array_remove(array[directory_terms.country_code], null)) as c (code)
  union
  select 'r:' || r.rate from unnest(rates) as r (rate)
);
end;

comment on function app.directory_terms(text[], text[], text[], text, text[]) is
'What a creator is found by: words of the name (w:), categories (c:), languages (l:), country (n:) and rates '
'(r:type:currency:band).';

grant execute on function app.directory_terms(text[], text[], text[], text, text[]) to app_owner;
