-- A row of a member may outlast what it came from by a moment. Who wants no such mail sees in the app that something is
-- unread, and needs no second word of it in the inbox.
-- Neither a definer nor with settings of its own: so it becomes a part of the statement that asks, whose function is both.
create or replace function app.hears_by_mail(member public.conversation_members) returns table (user_id uuid)
language sql stable as $$
  select u.id from auth.users as u
  where u.id = member.user_id and u.status = 'active' and member.archived_at is null
    and not exists (select from public.notification_unsubscribes as s where s.email = u.email)
    and not exists (
      select from public.notification_preferences as p
      where p.user_id = u.id and p.category = 'messages' and p.channel = 'email' and not p.enabled
    )
    and case member.side
      when 'brand' then exists (
        select from public.brand_memberships as m
        where m.brand_id = member.brand_id and m.user_id = u.id and m.status = 'active'
      )
      when 'support' then exists (
        select from public.user_roles as r where r.user_id = u.id and r.role = 'admin'
      )
      else true
    end
$$;

comment on function app.hears_by_mail(public.conversation_members) is
'The user of a member who is active, still of the brand, or of support, for which they take part, has not archived the '
'conversation, and wants mail about messages; nobody otherwise.';
