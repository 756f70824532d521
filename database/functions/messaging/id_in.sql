-- One event that cannot be read must not hold up all others: it concerns nobody. In plpgsql, as the planner would try the cast
-- of a constant before it asks whether it can be done.
create or replace function app.id_in(payload jsonb, name text) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if pg_input_is_valid(payload ->> name, 'uuid') then
    return payload ->> name;
  end if;
  return null;
end
$$;

comment on function app.id_in(jsonb, text) is 'The id that an event has under a name; NULL where there is none.';
