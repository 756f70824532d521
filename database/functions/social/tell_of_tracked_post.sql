-- BEFORE the update, so that the mark that the creator was reminded is part of the same row.
create or replace function app.tell_of_tracked_post() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  name constant text := (select c.name from public.campaigns as c where c.id = new.campaign_id);
  facts constant jsonb := jsonb_build_object(
    'submission_id', new.submission_id, 'campaign_id', new.campaign_id, 'campaign_name', name, 'platform', new.platform,
    'url', new.url
  );
begin
  if new.status = 'gone' and old.status <> 'gone' then
    perform app.notify_brand(
      new.brand_id, 'campaign', 'submissions', 'post_gone', 'A post of your campaign is gone',
      format('A post of "%s" is not to be seen any more, since %s UTC or longer.', name,
        to_char(new.missing_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
      facts || jsonb_build_object('missing_since', new.missing_since)
    );
  elsif new.status = 'live' and old.status = 'gone' then
    perform app.notify_brand(
      new.brand_id, 'campaign', 'submissions', 'post_back', 'A post of your campaign is back',
      format('The post of "%s" that was gone is to be seen again.', name), facts
    );
  end if;
  if new.disclosure = 'missing' and new.disclosure_reminded_at is null then
    new.disclosure_reminded_at := now();
    perform app.notify(
      new.creator_user_id, 'submissions', 'disclosure_missing', 'Does your post say that it is advertising?',
      format('We found no disclosure in the text of your post for "%s". The law asks for one that everybody sees.', name),
      facts
    );
  end if;
  return new;
end
$$;

comment on function app.tell_of_tracked_post() is
'BEFORE UPDATE of a tracked post: tells the brand that it is gone, or back, and reminds the creator of the disclosure, once.';

grant execute on function app.tell_of_tracked_post() to app_owner;

create or replace trigger tell_of_tracked_post before update of status, disclosure on campaign_content_tracking
for each row when (
  new.status is distinct from old.status or (new.disclosure = 'missing' and new.disclosure_reminded_at is null)
) execute function app.tell_of_tracked_post();
