-- Named column by column: to go through a list costs a sub-query for every audited row.
create or replace function app.row_key(row_data jsonb, key_columns text[]) returns text
language sql stable set search_path = ''
return concat_ws(':', row_data ->> key_columns[1], row_data ->> key_columns[2], row_data ->> key_columns[3]);

comment on function app.row_key(jsonb, text[]) is
'The key of a row as text, its columns (three at most) joined by a colon.';
