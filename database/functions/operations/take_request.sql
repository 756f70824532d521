-- For the release before, which knows classes only; it goes with the next one.
create or replace function app.take_request(
  claims jsonb, address text, class text, subject text, cost integer, as_of timestamptz default clock_timestamp()
) returns integer
language sql volatile security definer set search_path = '' as $$
  select min((state ->> 'burst')::integer - ceil((state ->> 'ahead')::numeric / (state ->> 'step')::numeric))::integer
  from jsonb_array_elements(app.count_request(claims, address, class, subject, cost, 0, as_of)) as state
$$;

comment on function app.take_request(jsonb, text, text, text, integer, timestamptz) is
'As app.count_request, without the general limit; what is left at once in the tightest bucket.';

grant execute on function app.take_request(jsonb, text, text, text, integer, timestamptz) to api_login;
