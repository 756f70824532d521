-- Who does not take part gets the answer of app.require_creator: a stranger learns nothing.
create or replace function app.submit_content(
  campaign_id uuid, deliverable_id uuid, unit integer, submission_type text, content_url text, file_path text,
  description text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
  new_id uuid;
begin
  select p.* into participant from public.campaign_participants as p
  where p.campaign_id = submit_content.campaign_id and p.creator_user_id = auth.uid();
  if not found then
    perform app.require_creator(null, (
      select c.brand_id from public.campaigns as c where c.id = submit_content.campaign_id
    ));
    raise exception using errcode = 'IM005', message = 'participants submit', detail = '{}';
  end if;
  perform app.open_participation(participant);
  if unit > (
    select d.quantity from public.campaign_deliverables as d
    where d.id = submit_content.deliverable_id and d.campaign_id = participant.campaign_id
  ) then
    raise exception using
      errcode = 'check_violation', constraint = 'creator_submissions_unit_is_asked_for',
      message = 'the deliverable has fewer units';
  end if;
  insert into public.creator_submissions as s (
    campaign_id, brand_id, creator_user_id, participant_id, deliverable_id, unit, submission_type, content_url,
    file_path, description, due_date
  ) values (
    participant.campaign_id, participant.brand_id, participant.creator_user_id, participant.id,
    submit_content.deliverable_id, submit_content.unit, submit_content.submission_type,
    submit_content.content_url, submit_content.file_path, submit_content.description, (
      select d.due_date from public.campaign_deliverables as d where d.id = submit_content.deliverable_id
    )
  ) returning s.id into new_id;
  return new_id;
end
$$;

comment on function app.submit_content(uuid, uuid, integer, text, text, text, text) is
'The actor''s content for one unit of a deliverable. Raises IG003, IM005, IC008, IC014.';

grant execute on function app.submit_content(uuid, uuid, integer, text, text, text, text) to authenticated, admin;
