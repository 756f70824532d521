-- owner: app_owner
-- One column to find an account by: six that may be NULL would need `is not distinct from`, which uses no index.
drop function if exists ledger.owner_of(uuid, uuid, uuid, uuid, uuid);
create or replace function ledger.owner_of(
  brand_id uuid, user_id uuid, campaign_id uuid, gig_id uuid, deal_id uuid, program_id uuid
) returns uuid
language sql immutable parallel safe as $$
  select coalesce(program_id, deal_id, gig_id, campaign_id, user_id, brand_id, '00000000-0000-0000-0000-000000000000')
$$;

comment on function ledger.owner_of(uuid, uuid, uuid, uuid, uuid, uuid) is
'Whom an account belongs to: the program, deal, gig, campaign, user or brand that its purpose names; the nil UUID is the platform.';

grant execute on function ledger.owner_of(uuid, uuid, uuid, uuid, uuid, uuid) to app_internal;
