-- Whoever argues about a deal may need whatever the two have written, in whichever conversation.
create or replace function app.is_kept(conversation public.conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select conversation.legal_hold or exists (
    select from public.deal_disputes as d
    where d.brand_id = conversation.brand_id and d.creator_user_id = conversation.person_user_id
      and d.status in ('open', 'answered', 'decided')
  )
$$;

comment on function app.is_kept(public.conversations) is
'Whether nothing of a conversation may go: a legal hold, or an open dispute of a deal between both sides.';
