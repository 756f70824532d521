-- How long a link holds is the activation's to say, and no writer's. Two managers who make the hundredth at once wait for each other.
create or replace function app.guard_staff_link() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 100;
  activation public.activations;
begin
  -- It runs before the policy's check, and as definer: a stranger must neither lock the activation nor learn of its state.
  if tg_op = 'INSERT' and current_setting('role', true) = 'authenticated' and new.brand_id <> all(auth.campaign_brand_ids()) then
    return new;
  end if;
  select a.* into activation from public.activations as a where a.id = new.activation_id and a.brand_id = new.brand_id for no key update;
  if not found then
    return new; -- the foreign key says so
  end if;
  new.expires_at := activation.ends_at + interval '48 hours';
  if new.expires_at <= now() then
    raise exception using
      errcode = 'IA049', message = 'the activation is over', detail = jsonb_build_object('ends_at', activation.ends_at)::text;
  end if;
  if (
    select count(*) from public.activation_staff as s
    where s.activation_id = activation.id and s.revoked_at is null and s.expires_at > now()
  ) >= most then
    raise exception using
      errcode = 'IA048', message = 'too many links', detail = jsonb_build_object('most', most)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_staff_link() is
'BEFORE INSERT: a link of gate or screen holds until 48 hours after the end of its activation, and there are 100 live ones at most. '
'Raises IA048 (too many), IA049 (over).';

grant execute on function app.guard_staff_link() to app_owner;

create or replace trigger guard_staff_link before insert on activation_staff
for each row execute function app.guard_staff_link();
