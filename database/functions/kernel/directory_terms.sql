-- One list of words for what a directory is searched by, so that one index finds what several of them share. Cut, as a
-- word of an index is shorter than what somebody may once have written.
create or replace function app.directory_terms(
  words text[], category_keys text[], languages text[], country_code text, rates text[]
) returns text[]
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  terms text[] := '{}';
  one text;
begin
  foreach one in array coalesce(words, '{}') loop
    terms := terms || ('w:' || one);
  end loop;
  foreach one in array coalesce(category_keys, '{}') loop
    terms := terms || ('c:' || left(one, 100));
  end loop;
  foreach one in array coalesce(languages, '{}') loop
    terms := terms || ('l:' || left(lower(one), 100));
  end loop;
  if country_code is not null then
    terms := terms || ('n:' || country_code);
  end if;
  foreach one in array coalesce(rates, '{}') loop
    terms := terms || ('r:' || one);
  end loop;
  return terms;
end
$$;

comment on function app.directory_terms(text[], text[], text[], text, text[]) is
'What a creator is found by: words of the name (w:), categories (c:), languages (l:), country (n:) and rates '
'(r:type:currency:band).';

grant execute on function app.directory_terms(text[], text[], text[], text, text[]) to app_owner;
