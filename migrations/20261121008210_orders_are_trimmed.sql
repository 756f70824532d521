-- migrate:up
set local lock_timeout = '3s';

-- The number of an order counts once per campaign: white space and invisible characters do not make it another one.
-- Not valid, because history is not rewritten: what was credited stays, every new order is checked.
alter table conversions
add constraint conversions_order_is_trimmed_and_visible check (
  order_id = btrim(order_id, U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000')
  and order_id !~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]'
) not valid;

-- migrate:down
set local lock_timeout = '3s';
alter table conversions drop constraint conversions_order_is_trimmed_and_visible;
