-- Whoever leaves at this moment either goes before (and is not found below) or waits for us (and takes this row along):
-- app.part_with_members. So they are locked first, and looked for again by the statement behind it.
create or replace function app.admit_members(conversation public.conversations) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  missing uuid[];
  made integer;
begin
  select array_agg(a.user_id order by a.user_id) into missing
  from app.audience_of(conversation.brand_id, conversation.person_user_id) as a
  where not exists (
    select from public.conversation_members as m
    where m.conversation_id = conversation.id and m.user_id = a.user_id
  );
  if missing is null then
    return 0;
  end if;
  perform from public.brand_memberships as m
  where m.brand_id = conversation.brand_id and m.user_id = any(missing)
  order by m.user_id for share of m;
  insert into public.conversation_members (
    conversation_id, user_id, brand_id, person_user_id, side, joined_seq, last_read_seq, last_delivered_seq, notified_seq
  )
  select
    conversation.id, a.user_id, conversation.brand_id, conversation.person_user_id, a.side, conversation.last_seq,
    conversation.last_seq, conversation.last_seq, conversation.last_seq
  from app.audience_of(conversation.brand_id, conversation.person_user_id) as a
  where a.user_id = any(missing)
  order by a.user_id
  on conflict on constraint conversation_members_pkey do nothing;
  get diagnostics made = row_count;
  return made;
end
$$;

comment on function app.admit_members(public.conversations) is
'Rows of those who are told of a message and have none yet; how many. The conversation is locked by the caller.';
