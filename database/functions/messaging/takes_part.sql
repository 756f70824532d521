-- Who was taken out of a campaign, or has left it, reads what was said and writes no more; the brand may still explain itself.
create or replace function app.takes_part(conversation public.conversations, writer uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select conversation.person_user_id is distinct from writer or not exists (
    select from public.campaign_participants as p where p.id = conversation.participant_id and p.status = 'inactive'
  )
$$;

comment on function app.takes_part(public.conversations, uuid) is
'False for a creator who would write about a campaign that they take no part in any more.';
