-- Words are quoted as they are: nothing that a person types is an operator or a wildcard.
create or replace function app.any_term(kind text, words text[]) returns text
language sql immutable parallel safe
begin atomic
select '(' || string_agg(
  '''' || any_term.kind || ':' || replace(replace(w.word, '\', '\\'), '''', '''''') || '''', ' | ' order by w.word
) || ')'
from unnest(words) as w (word);
end;

comment on function app.any_term(text, text[]) is
'Text of a tsquery for one of these words of a kind (app.directory_terms); NULL for none.';
