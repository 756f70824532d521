-- A name is asked for by the beginnings of its three longest words, a rate by its bands. What most have in common, a
-- language of many and platforms, is looked up only where nothing else is: its lists are the longest of the index.
drop function if exists app.directory_words(app.creator_filters);

create or replace function app.directory_words(filters app.creator_filters, language_is_rare boolean) returns tsquery
language sql immutable parallel safe
begin atomic
with words as (
  select
    nullif(concat_ws(
      ' & ',
      app.begun_words(filters.search, 1, 3),
      case when filters.category is not null then app.any_term('c', app.category_keys(filters.category)) end,
      app.any_term('n', filters.country),
      app.any_term('r', array(
        select concat_ws(':', filters.rate_type, filters.rate_currency, b.band)
        from generate_series(0, app.rate_band(filters.rate_max)) as b (band)
      )),
      case when language_is_rare then app.any_term('l', filters.language) end
    ), '') as few,
    app.any_term('l', filters.language) as many
)

select coalesce(w.few, w.many)::tsquery from words as w;
end;

comment on function app.directory_words(app.creator_filters, boolean) is
'What a search looks up in creator_directory.terms, its language only where that is rare or there is nothing else; NULL '
'where it asks for nothing that has words. It finds too much: further words and languages are to be asked for beside it, '
'and rates of the last band.';
