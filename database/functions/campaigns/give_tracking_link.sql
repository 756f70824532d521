-- Several candidates, so that a code that is taken does not undo the acceptance.
create or replace function app.give_tracking_link(campaign public.campaigns, creator_user_id uuid, short_codes text[])
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  destination constant text := coalesce(campaign.destination_url, (
    select b.website from public.brand_profiles as b where b.id = campaign.brand_id
  ));
  candidate text;
  new_id uuid;
begin
  if destination is null then
    return null; -- nowhere to lead to; the brand makes links by hand
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
'The creator''s link to the campaign''s destination; NULL where there is none.';
