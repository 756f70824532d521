create or replace function app.term_query(term text) returns tsquery
language sql immutable set search_path = ''
return (
  '''' || replace(replace(term_query.term, '\', '\\'), '''', '''''') || ''''
  || case when left(term_query.term, 2) in ('p:', 'n:') then ' | ''' || left(term_query.term, 2) || '*''' else '' end
)::tsquery;

comment on function app.term_query(text) is
'The query for one filter of app.gig_words; a gig that asks for any platform (p:) or country (n:) fits each.';
