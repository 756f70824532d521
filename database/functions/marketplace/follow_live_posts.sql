-- A sync forgets the posts that it no longer finds, in the transaction in which it writes its account. What else deletes a post
-- (its time is over, the account goes) has looked at nothing. Behind the locks of the escrow, as each of its steps.
create or replace function app.follow_live_posts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  seen record;
begin
  for seen in
    select s.id, s.escrow_id, p.social_account_id, a.last_synced_at
    from posts as p
    inner join public.deal_submissions as s on s.creator_user_id = p.user_id and s.content_url = p.url and s.kind = 'url'
    inner join public.escrows as e on e.id = s.escrow_id and e.status not in ('released', 'refunded', 'cancelled')
    inner join public.social_accounts as a on a.id = p.social_account_id
    where (tg_op <> 'DELETE' and s.live_status <> 'live')
      or (tg_op = 'DELETE' and s.live_status <> 'gone' and a.status = 'connected' and a.updated_at = now())
    order by s.escrow_id, s.id
  loop
    perform app.note_live_post(
      app.lock_escrow(seen.escrow_id), seen.id, case tg_op when 'DELETE' then 'gone' else 'live' end,
      coalesce(seen.last_synced_at, now()), seen.social_account_id
    );
  end loop;
  return null;
end
$$;

comment on function app.follow_live_posts() is
'AFTER each write to content_posts, statement level: work whose address is that of a post is live, or gone.';

grant execute on function app.follow_live_posts() to app_owner;

create or replace trigger follow_new_posts after insert on content_posts
referencing new table as posts for each statement execute function app.follow_live_posts();

create or replace trigger follow_live_posts after update on content_posts
referencing new table as posts for each statement execute function app.follow_live_posts();

create or replace trigger follow_gone_posts after delete on content_posts
referencing old table as posts for each statement execute function app.follow_live_posts();
