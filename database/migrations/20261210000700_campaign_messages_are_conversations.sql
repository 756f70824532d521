-- migrate:up
set local lock_timeout = '3s';

-- What was written about a participation is a conversation of kind campaign: numbered in the order of the ids, which stay.
-- It is copied twice: first all of it, while the code of the release before goes on writing; then, under a lock, what came
-- or was read since. In lots, as what foreign keys have to look at is kept in memory until a statement ends. As
-- app_internal, whose policies show it all rows: to lift FORCE would lock tables that every request reads.
grant select on campaign_messages to app_internal;
do $$
declare
  before constant timestamptz := clock_timestamp() - interval '1 hour'; -- no request lasts as long
  only_what_changed boolean;
  last_one uuid;
  lot uuid[];
begin
  perform set_config('plan_cache_mode', 'force_custom_plan', true); -- the tables grow while it runs
  foreach only_what_changed in array array[false, true] loop
    if only_what_changed then
      lock table campaign_messages in access exclusive mode;
    end if;
    last_one := '00000000-0000-0000-0000-000000000000';
    perform set_config('role', 'app_internal', true);
    loop
      lot := array(
        select distinct o.participant_id from campaign_messages as o
        where o.participant_id > last_one and (not only_what_changed or greatest(o.created_at, o.read_at) > before)
        order by o.participant_id limit 2000
      );
      exit when cardinality(lot) = 0;
      last_one := lot[cardinality(lot)];
      insert into conversations (kind, brand_id, person_user_id, subject_id, created_by, created_at)
      select distinct on (o.participant_id)
        'campaign', o.brand_id, o.creator_user_id, o.participant_id, o.sender_user_id, o.created_at
      from campaign_messages as o where o.participant_id = any(lot)
      order by o.participant_id, o.id
      on conflict do nothing;
      insert into messages (
        conversation_id, seq, id, brand_id, person_user_id, sender_user_id, side, body, created_at
      )
      select
        c.id, c.last_seq + row_number() over (partition by c.id order by o.id), o.id, c.brand_id, c.person_user_id,
        o.sender_user_id, case when o.from_creator then 'person' else 'brand' end, o.body, o.created_at
      from conversations as c inner join campaign_messages as o on c.participant_id = o.participant_id
      where c.participant_id = any(lot) and c.closed_at is null
        and not exists (select from messages as m where m.id = o.id);
      -- One of a side read for all of it: up to before the first that nobody has read.
      update conversations as c set
        last_seq = f.last_seq, last_message_at = f.last_message_at,
        person_read_seq = f.person_read_seq, person_delivered_seq = f.person_read_seq,
        team_read_seq = f.team_read_seq, team_delivered_seq = f.team_read_seq
      from (
        select
          m.conversation_id, max(m.seq) as last_seq, max(m.created_at) as last_message_at,
          coalesce(min(m.seq) filter (where o.read_at is null and not o.from_creator) - 1, max(m.seq)) as person_read_seq,
          coalesce(min(m.seq) filter (where o.read_at is null and o.from_creator) - 1, max(m.seq)) as team_read_seq
        from campaign_messages as o inner join messages as m on m.id = o.id
        where o.participant_id = any(lot) group by m.conversation_id
      ) as f
      where c.id = f.conversation_id and c.last_seq <= f.last_seq;
      -- Everybody who is there now has the mark of their side. Nobody gets a mail about what has waited for long.
      insert into conversation_members as known (
        conversation_id, user_id, brand_id, person_user_id, side, last_read_seq, last_read_at, last_delivered_seq,
        unread_count, notified_seq
      )
      select
        c.id, u.id, c.brand_id, c.person_user_id, there.side, there.read_seq, (
          select max(o.read_at) from campaign_messages as o inner join messages as m on m.id = o.id
          where o.participant_id = c.participant_id and m.seq <= there.read_seq
            and o.from_creator = (there.side = 'brand')
        ), there.read_seq, (
          select count(*) from messages as m
          where m.conversation_id = c.id and m.seq > there.read_seq and m.sender_user_id is distinct from u.id
        ), c.last_seq
      from conversations as c
      cross join lateral (
        select c.person_user_id as user_id, 'person' as side, c.person_read_seq as read_seq
        union all
        select b.user_id, 'brand', c.team_read_seq
        from brand_memberships as b
        where b.brand_id = c.brand_id and b.status = 'active' and b.user_id <> c.person_user_id and exists (
          select from brand_user_roles as r inner join tenant_role_rules as rule on rule.role = r.role
          where r.brand_id = b.brand_id and r.user_id = b.user_id and rule.permission = case
            when 50 < (
              select count(*) from brand_memberships as a where a.brand_id = b.brand_id and a.status = 'active'
            ) then 'campaign'
            else 'read'
          end
        )
      ) as there
      inner join auth.users as u on u.id = there.user_id and u.status <> 'deleted'
      where c.participant_id = any(lot) and c.closed_at is null
      on conflict on constraint conversation_members_pkey do update set
        last_read_seq = greatest(known.last_read_seq, excluded.last_read_seq), last_read_at = coalesce(excluded.last_read_at, known.last_read_at),
        last_delivered_seq = greatest(known.last_delivered_seq, excluded.last_delivered_seq),
        unread_count = excluded.unread_count, notified_seq = greatest(known.notified_seq, excluded.notified_seq);
    end loop;
    perform set_config('role', 'none', true);
  end loop;
end
$$;
drop table campaign_messages;

-- What the code of the release before still reads and writes, also where it is rolled back to: a roll-back drops the sources
-- of this release, so that what answers here is made by a migration, and called from it is the kernel.
create view campaign_messages with (security_invoker = true) as
select
  m.id,
  c.participant_id,
  p.campaign_id,
  m.brand_id,
  m.person_user_id as creator_user_id,
  m.sender_user_id,
  m.side = 'person' as from_creator,
  m.body,
  case
    when m.seq <= case m.side when 'person' then c.team_read_seq else c.person_read_seq end
      then app.message_read_at(m.conversation_id, m.seq)
  end as read_at,
  m.created_at
from conversations as c
inner join campaign_participants as p on c.participant_id = p.id
inner join messages as m on c.id = m.conversation_id
where m.sender_user_id is not null;
create trigger write_campaign_message instead of insert on campaign_messages
for each row execute function app.write_campaign_message();
create trigger change_campaign_message instead of update on campaign_messages
for each row execute function app.change_campaign_message();
grant select, insert (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body),
update (read_at) on campaign_messages to authenticated;
grant select on campaign_messages to admin, service;
grant select, update (body) on campaign_messages to app_internal;
-- NOTE: administrators write nobody's messages any more, and see them only once they have said why (app.look_because).
comment on view campaign_messages is
'Messages of participations as the release before knew them, for its code: it goes, with app.write_campaign_message and '
'app.change_campaign_message, a release after issue 19 (contract).';

-- migrate:down
set local lock_timeout = '3s';
drop view campaign_messages;
create table campaign_messages (
  id uuid constraint campaign_messages_pkey primary key default uuidv7(),
  participant_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  sender_user_id uuid not null
  constraint campaign_messages_were_sent_by_a_user references auth.users (id) on delete restrict,
  from_creator boolean not null generated always as (sender_user_id = creator_user_id) stored,
  body text not null,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  constraint campaign_messages_belong_to_a_participant
  foreign key (participant_id, campaign_id, brand_id, creator_user_id)
  references campaign_participants (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint campaign_messages_body_is_given check (length(btrim(body)) between 1 and 10000),
  constraint campaign_messages_body_is_seen check (app.is_written(body))
);
grant insert on campaign_messages to app_internal;
set local role app_internal;
insert into campaign_messages (
  id, participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body, created_at, read_at
)
select
  m.id,
  p.id as participant_id,
  p.campaign_id,
  p.brand_id,
  p.creator_user_id,
  m.sender_user_id,
  m.body,
  m.created_at,
  case when m.seq <= case m.side when 'person' then c.team_read_seq else c.person_read_seq end then coalesce((
    select min(r.last_read_at) from conversation_members as r
    where r.conversation_id = c.id and r.last_read_seq >= m.seq and (r.side = 'person') <> (m.side = 'person')
  ), m.created_at) end as read_at
from conversations as c
inner join campaign_participants as p on c.participant_id = p.id
inner join messages as m on c.id = m.conversation_id
where m.sender_user_id is not null and app.is_written(m.body);
reset role;
revoke insert on campaign_messages from app_internal;
alter table campaign_messages enable row level security;
alter table campaign_messages force row level security;
create index campaign_messages_of_a_participant
on campaign_messages (participant_id, campaign_id, brand_id, creator_user_id);
create index campaign_messages_in_order on campaign_messages (participant_id, id desc);
create index campaign_messages_of_a_brand on campaign_messages (brand_id, id desc);
create index campaign_messages_of_a_creator on campaign_messages (creator_user_id, id desc);
create index campaign_messages_unread on campaign_messages (participant_id, from_creator) where read_at is null;
create index campaign_messages_by_sender on campaign_messages (sender_user_id);
create policy campaign_messages_people on campaign_messages for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_messages_people_insert on campaign_messages for insert to authenticated
with check (
  sender_user_id = (select auth.uid())
  and (
    brand_id = any((select auth.campaign_brand_ids())::uuid[])
    or (
      creator_user_id = (select auth.uid())
      and campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
    )
  )
);
create policy campaign_messages_people_update on campaign_messages for update to authenticated
using (
  (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and from_creator)
  or (creator_user_id = (select auth.uid()) and not from_creator)
)
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_messages_admin on campaign_messages to admin
using (true) with check (sender_user_id = (select auth.uid()));
create policy campaign_messages_service on campaign_messages for select to service using (true);
create policy campaign_messages_erasure on campaign_messages to app_internal using (true);
grant select, insert (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body),
update (read_at) on campaign_messages to authenticated;
grant select, insert (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body)
on campaign_messages to admin;
grant select on campaign_messages to service;
grant select (id, sender_user_id, body), update (body) on campaign_messages to app_internal;
comment on table campaign_messages is 'Messages between the members of a brand and one participant.';
