-- Who wrote, about what, how much: never what. A mail lies with others for years, where neither redaction nor erasure
-- reaches it, and it bears our name.
-- Neither a definer nor with settings of its own: so it becomes a part of the statement that asks, whose function is both.
create or replace function app.waiting_news(conversation_id uuid, side text, messages bigint) returns table (
  from_name text, title text, message text
)
language sql stable as $$
  select
    who.name, format('%s wrote to you%s', who.name, ' about "' || left(about.name, 80) || '"'),
    case when messages = 1 then 'One message waits' else messages || ' messages wait' end || ' for you.'
  from public.conversations as c
  cross join lateral (
    select left(case
      when waiting_news.side <> 'person' then coalesce(app.creator_name(c.person_user_id), 'A creator')
      when c.brand_id is null then 'Our support'
      else (select b.name from public.brand_profiles as b where b.id = c.brand_id)
    end, 80)
  ) as who (name)
  cross join lateral (
    select coalesce(
      (select d.title from public.deals as d where d.id = c.deal_id),
      (
        select g.title from public.gig_applications as a inner join public.gigs as g on g.id = a.gig_id
        where a.id = c.application_id
      ),
      (
        select k.name from public.campaign_participants as p inner join public.campaigns as k on k.id = p.campaign_id
        where p.id = c.participant_id
      )
    )
  ) as about (name)
  where c.id = waiting_news.conversation_id
$$;

comment on function app.waiting_news(uuid, text, bigint) is
'How somebody on that side of a conversation is told that so many messages wait.';
