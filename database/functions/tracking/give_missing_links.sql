-- Who accepted while there was nowhere to lead to gets a link when there is: as the campaign's destination comes, or the brand's
-- website. Participants are locked in the order of their ids, so that two who say where at once give one link; who is just
-- accepting holds the campaign or the lock of the website (app.give_tracking_link), and is waited for.
create or replace function app.give_missing_links() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  brand constant uuid := coalesce(to_jsonb(new) ->> 'brand_id', to_jsonb(new) ->> 'id');
  campaign public.campaigns;
  missing record;
begin
  if tg_table_name = 'brand_profiles' then
    perform pg_advisory_xact_lock(hashtextextended('website ' || brand, 0));
  end if;
  for missing in
    select p.creator_user_id, p.campaign_id
    from public.campaign_participants as p
    where p.brand_id = brand and p.status = 'active' and p.tracking_link is null
      and (tg_table_name = 'brand_profiles' or p.campaign_id = new.id)
    order by p.id
    for no key update
  loop
    select c.* into campaign from public.campaigns as c
    where c.id = missing.campaign_id and c.status in ('active', 'paused');
    if found then
      perform app.give_tracking_link(
        campaign, missing.creator_user_id, array(select app.draw_short_code() from generate_series(1, 5))
      );
    end if;
  end loop;
  return null;
end
$$;

comment on function app.give_missing_links() is
'AFTER UPDATE of a campaign''s destination or a brand''s website: links for those who take part and have none.';

grant execute on function app.give_missing_links() to app_owner;

create or replace trigger give_missing_links after update of destination_url on campaigns
for each row when (new.destination_url is not null and new.destination_url is distinct from old.destination_url)
execute function app.give_missing_links();

create or replace trigger give_missing_links after update of website on brand_profiles
for each row when (new.website is not null and new.website is distinct from old.website)
execute function app.give_missing_links();
