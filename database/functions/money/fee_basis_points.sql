create or replace function app.fee_basis_points() returns integer
language sql stable set search_path = ''
return (app.setting('platform_fee_basis_points') #>> '{}')::integer;

comment on function app.fee_basis_points() is 'Our share of what a brand pays, now: ten thousandths.';

grant execute on function app.fee_basis_points() to authenticated, admin, service;
