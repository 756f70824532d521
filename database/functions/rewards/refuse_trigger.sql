create or replace function app.refuse_trigger(reason text, more jsonb default '{}') returns void
language plpgsql stable set search_path = '' as $$
begin
  raise exception using
    errcode = 'IW012', message = format('not with this trigger: %s', reason),
    detail = (jsonb_build_object('reason', reason) || more)::text;
end
$$;

comment on function app.refuse_trigger(text, jsonb) is 'Raises IW012 with the reason, and facts that belong to it.';
