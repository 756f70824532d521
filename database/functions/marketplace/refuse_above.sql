create or replace function app.refuse_above(setting_key text, there bigint) returns void
language plpgsql stable set search_path = '' as $$
declare
  most constant bigint := (app.setting(setting_key) #>> '{}')::bigint;
begin
  if there > most then
    raise exception using
      errcode = 'IK009', message = 'enough of these: ' || setting_key,
      detail = jsonb_build_object('limit', setting_key, 'most', most)::text;
  end if;
end
$$;

comment on function app.refuse_above(text, bigint) is 'Raises IK009 where there are more than that setting allows.';
