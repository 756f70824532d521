-- A wish, not yet the deed: the job fulfils it after a time of reflection, in which it can be taken back.
drop function if exists app.request_erasure(interval);

create or replace function app.request_erasure() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  reflection constant interval := '1 day'; -- to think again, and to notice that it was somebody else who asked
  obstacles constant text[] := app.erasure_obstacles(auth.uid());
  campaigns constant jsonb := app.erasure_campaigns(auth.uid());
  request_id uuid;
begin
  if cardinality(obstacles) > 0 then
    raise exception using errcode = 'IU010', message = 'something is still open',
      detail = jsonb_strip_nulls(jsonb_build_object(
        'obstacles', obstacles, 'campaigns', nullif(campaigns, '[]')
      ))::text;
  end if;
  insert into public.erasure_requests as e (user_id, due_at) values (auth.uid(), now() + reflection)
  on conflict (user_id) where status = 'requested' do nothing
  returning e.id into request_id;
  if request_id is null then
    select e.id into request_id from public.erasure_requests as e
    where e.user_id = auth.uid() and e.status = 'requested';
  else
    perform app.notify(
      auth.uid(), 'system', 'erasure.requested', 'Your account will be erased',
      'You asked us to forget you. Until it is due you can take that back.', '{}'
    );
  end if;
  return request_id;
end
$$;

comment on function app.request_erasure() is
'The caller''s open request, due in a day, made where there is none. IU010 with the obstacles and the campaigns among them.';

grant execute on function app.request_erasure() to authenticated, admin;
