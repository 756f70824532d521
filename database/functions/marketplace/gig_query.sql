-- What is typed is never an operator.
create or replace function app.gig_query(words text, category text, platform text, country text, mode text)
returns tsquery
language plpgsql immutable set search_path = '' as $$
declare
  asked tsquery := nullif(plainto_tsquery('pg_catalog.simple', coalesce(words, '')), ''::tsquery);
  term text;
begin
  foreach term in array array_remove(array[
    'm:' || mode, 'c:' || lower(category), 'p:' || platform, 'n:' || country
  ], null) loop
    asked := coalesce(asked && app.term_query(term), app.term_query(term));
  end loop;
  return asked;
end
$$;

comment on function app.gig_query(text, text, text, text, text) is
'The query for app.gig_words: all words, and each filter that is not NULL; NULL where nothing is asked.';
