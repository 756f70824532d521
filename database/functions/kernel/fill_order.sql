-- Rows that say nothing of an order in its own currency are in the campaign's, and nothing was given back of them yet.
create or replace function app.fill_order() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.order_value := coalesce(new.order_value, new.value);
  new.order_currency := coalesce(new.order_currency, new.currency);
  return new;
end
$$;

comment on function app.fill_order() is 'BEFORE INSERT on conversions: an order''s own value and currency, where they are left out.';

grant execute on function app.fill_order() to app_owner;
