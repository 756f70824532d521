-- Several candidates, so that a code that is taken does not undo the acceptance.
create or replace function app.give_tracking_link(campaign public.campaigns, creator_user_id uuid, short_codes text[])
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  destination text := campaign.destination_url;
  candidate text;
  new_id uuid;
begin
  if destination is null then
    -- Whoever gives the brand a website meanwhile waits, and then sees who takes part (app.give_missing_links). The brand's
    -- row is no lock for that: who bans its last member has it, and waits for the invitation that is being accepted.
    perform pg_advisory_xact_lock_shared(hashtextextended('website ' || campaign.brand_id, 0));
    select b.website into destination from public.brand_profiles as b where b.id = campaign.brand_id;
  end if;
  if destination is null then
    -- Nowhere to lead to: what the brand made by hand.
    return (
      select l.id from public.tracking_links as l
      where l.campaign_id = campaign.id and l.creator_user_id = give_tracking_link.creator_user_id
        and l.disabled_at is null and (l.expires_at is null or l.expires_at > now())
      order by l.id limit 1
    );
  end if;
  foreach candidate in array short_codes loop
    begin
      insert into public.tracking_links as l (
        campaign_id, brand_id, creator_user_id, created_by, short_code, destination_url
      ) values (campaign.id, campaign.brand_id, give_tracking_link.creator_user_id, auth.uid(), candidate, destination)
      returning l.id into new_id;
      exit;
    exception when unique_violation then null; -- somebody has it, or had it, in this case or another
    end;
  end loop;
  if new_id is null then
    raise exception using errcode = '55P03', message = 'all short codes are taken'; -- busy: the next try draws others
  end if;
  return new_id;
end
$$;

comment on function app.give_tracking_link(public.campaigns, uuid, text[]) is
'A new link of the creator to the campaign''s destination or the brand''s website; without both, one that the brand made for '
'them, or NULL. Raises 55P03.';
