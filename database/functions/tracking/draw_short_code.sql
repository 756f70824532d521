-- Where the database itself makes a link, nobody has drawn codes for it. PostgreSQL takes a UUID's random bits from the
-- system's source, as Python's `secrets` does; sixty of them are 3 * 10^5 times the codes there are.
create or replace function app.draw_short_code() returns text
language sql volatile security definer set search_path = '' as $$
  with drawn as materialized (
    select ('x' || right(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint as number
  )
  select string_agg(
    substr(
      '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
      1 + (d.number / (62 ^ place)::bigint % 62)::integer, 1
    ), ''
  )
  from drawn as d, generate_series(0, 6) as place
$$;

comment on function app.draw_short_code() is 'Seven random letters and digits, as links.service.random_code draws them.';
