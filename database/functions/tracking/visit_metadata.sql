-- Where a visitor is, as CloudFront sees it: the country, nothing finer.
create or replace function app.visit_metadata(country text) returns jsonb
language sql immutable set search_path = ''
return case when country ~ '^[A-Z]{2}$' then jsonb_build_object('country', country) else '{}'::jsonb end;

comment on function app.visit_metadata(text) is 'The metadata of a visit: its country (ISO 3166 alpha-2), where known.';
