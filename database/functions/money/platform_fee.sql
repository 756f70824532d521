-- What earns and what foretells round in one place: half up, in integers.
create or replace function app.platform_fee(gross bigint) returns bigint
language sql stable set search_path = ''
return (gross * app.fee_basis_points() + 5000) / 10000;

comment on function app.platform_fee(bigint) is
'What the platform takes out of a gross amount, by the setting of this moment. Minor units, rounded half up.';

grant execute on function app.platform_fee(bigint) to authenticated, admin, service;
