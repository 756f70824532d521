-- What each order of the directory carries, so that a walk reads no table. Of categories and languages it lets pass too
-- much, as bits are shared (app.hashed_bits), and of rates, as their bits are of all types and currencies.
create or replace function app.directory_facets(filters app.creator_filters) returns text
language sql immutable parallel safe
begin atomic
select concat_ws(
  ' and ', 'true',
  'd.followers >= ' || filters.followers_min,
  'd.followers <= ' || filters.followers_max,
  'd.engagement >= ' || ceil(filters.engagement_min * 1000000)::integer,
  'd.country_code = any(' || quote_literal(filters.country) || ')',
  'd.platform_bits & ' || nullif(app.platform_bits(filters.platform), 0) || ' <> 0',
  case when filters.category is not null then
    'd.category_bits & ' || quote_literal(app.hashed_bits(app.category_keys(filters.category))) || '::bigint <> 0'
  end,
  case when filters.language is not null then
    'd.language_bits & ' || quote_literal(app.hashed_bits(filters.language)) || '::bigint <> 0'
  end,
  'd.rate_bits & ' || (2::bigint << app.rate_band(filters.rate_max)) - 1 || ' <> 0'
);
end;

comment on function app.directory_facets(app.creator_filters) is
'What a search asks for, as conditions on the columns of creator_directory (d) that stand in its indexes.';
