-- A code that could be guessed must be worth little, and one that is worth something counts once: the activation decides, not its
-- brand. Its mode does not change meanwhile (app.guard_code_mode), and never once there is a launch (app.guard_activation).
create or replace function app.guard_activation_code() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  activation public.activations;
begin
  -- It runs before the policy's check, and as definer: a stranger must neither lock the activation nor learn of its state.
  if tg_op = 'INSERT' and current_setting('role', true) = 'authenticated' and new.brand_id <> all(auth.campaign_brand_ids()) then
    return new;
  end if;
  -- Of that brand: the foreign key that refuses another's is looked at later, too.
  select a.* into activation from public.activations as a
  where a.id = new.activation_id and a.brand_id = new.brand_id for share;
  if tg_op = 'INSERT' then
    if activation.status = 'completed' then
      raise exception using
        errcode = 'IA043', message = 'the activation is over', detail = jsonb_build_object('status', activation.status)::text;
    end if;
    if activation.code_mode = 'single_use' then
      new.max_uses := 1;
    end if;
    if activation.code_mode <> 'static' and length(new.short_code) < 12 then
      raise exception using
        errcode = 'IA044', message = 'too short for what it is worth',
        detail = jsonb_build_object('code_mode', activation.code_mode)::text;
    end if;
  elsif new.secret_version not in (old.secret_version, old.secret_version + 1) then
    raise exception using
      errcode = 'IA045', message = 'versions follow each other',
      detail = jsonb_build_object('from', old.secret_version, 'to', new.secret_version)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_activation_code() is
'BEFORE INSERT or UPDATE OF secret_version of a code: single-use ones count once, and codes that are worth something have twelve '
'characters. Raises IA043 (completed), IA044 (too short), IA045 (a version is left out).';

grant execute on function app.guard_activation_code() to app_owner;

create or replace trigger guard_activation_code before insert or update of secret_version on activation_codes
for each row execute function app.guard_activation_code();
