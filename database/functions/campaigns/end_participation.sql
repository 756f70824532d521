-- Whoever ends it, the campaign is locked: of an approval and a departure at one moment one sees the other.
create or replace function app.end_participation(participant_id uuid, reason text, left_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.campaign_participants as p
  set status = 'inactive', removal_reason = end_participation.reason, left_at = end_participation.left_at
  where p.id = end_participation.participant_id and p.status = 'active';
  if not found then
    raise exception using
      errcode = 'IC014', message = 'only who is active can go',
      detail = jsonb_build_object('status', (
        select p.status from public.campaign_participants as p where p.id = end_participation.participant_id
      ))::text;
  end if;
end
$$;

comment on function app.end_participation(uuid, text, timestamptz) is
'Active → inactive, under the campaign''s lock; left_at where the creator goes by themselves. Raises IC014.';
