-- Each band is twice as wide as the one before: a search for at most so much names forty words at most, and asks the
-- rates themselves about those of the last band.
create or replace function app.rate_band(amount bigint) returns integer
language sql immutable strict parallel safe
return floor(ln(greatest(amount, 1)::double precision) / ln(2.0::double precision));

comment on function app.rate_band(bigint) is 'Which power of two a rate (minor units) is not below.';

grant execute on function app.rate_band(bigint) to app_owner;
