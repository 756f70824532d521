-- The fee of a deal comes on top of the creator's price. One place rounds: half up, in integers.
create or replace function app.deal_fee(price bigint, fee_basis_points bigint) returns bigint
language sql immutable parallel safe
return (deal_fee.price * deal_fee.fee_basis_points + 5000) / 10000;

comment on function app.deal_fee(bigint, bigint) is 'What the platform takes on top of a price, in minor units, rounded half up.';

grant execute on function app.deal_fee(bigint, bigint) to authenticated, admin, service;
