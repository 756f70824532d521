-- What bits and bands leave open. The planner must not take it for a way to find rows, hence the "is true"; of rates,
-- only those of the last band have to be looked at: by a value and not by EXISTS, for which the planner would first
-- gather everybody's.
drop function if exists app.directory_proof(app.creator_filters);

create or replace function app.directory_proof(filters app.creator_filters, language_is_rare boolean) returns text
language sql immutable parallel safe
begin atomic
select nullif(concat_ws(
  ' and ',
  '(d.terms @@ ' || quote_literal(app.begun_words(filters.search, 4, 1000)) || '::tsquery) is true',
  case when not language_is_rare then
    '(d.terms @@ ' || quote_literal(app.any_term('l', filters.language)) || '::tsquery) is true'
  end,
  case when filters.rate_max is not null then format(
    '(d.terms @@ %1$L::tsquery or (select r.amount <= %4$s from public.creator_rates as r'
    ' where r.user_id = d.user_id and r.deliverable_type = %2$L and r.currency = %3$L)) is true',
    coalesce(app.any_term('r', array(
      select concat_ws(':', filters.rate_type, filters.rate_currency, b.band)
      from generate_series(0, app.rate_band(filters.rate_max) - 1) as b (band)
    )), ''),
    filters.rate_type, filters.rate_currency, filters.rate_max
  ) end
), '');
end;

comment on function app.directory_proof(app.creator_filters, boolean) is
'What a search asks for beyond app.directory_facets and app.directory_words, as conditions on a row of creator_directory (d); NULL for nothing.';
