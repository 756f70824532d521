create or replace function app.has_words(words tsquery) returns text
language sql immutable parallel safe
begin atomic
select 'd.terms @@ ' || quote_literal(words) || '::tsquery';
end;

comment on function app.has_words(tsquery) is
'The condition that a row of creator_directory (d) has words (app.directory_words), as text; NULL for none.';
