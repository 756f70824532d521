-- migrate:up
set local lock_timeout = '3s';

-- Every code that ever was, whoever had it, without regard to case: what is printed may not lead to another brand one day.
create table short_codes (
  folded text constraint short_code_is_taken_for_ever primary key,
  created_at timestamptz not null default now(),
  constraint short_codes_are_folded check (folded = lower(folded) and length(folded) between 4 and 64)
);
alter table short_codes enable row level security;
alter table short_codes force row level security;
create policy short_codes_internal on short_codes for insert to app_internal with check (true);
grant insert on short_codes to app_internal;
-- NOTE: nobody reads, changes or deletes: a code is claimed (app.claim_short_code), and stays taken.
comment on table short_codes is
'Codes and aliases that are taken for ever, in lower case: those of all links there ever were, and words of our own.';

-- Whether the link is found however its code is typed: aliases are. Drawn codes are not, or guessing would be cheaper.
alter table tracking_links add column any_case boolean not null default false;
grant insert (any_case) on tracking_links to authenticated, admin, service;

alter table tracking_links no force row level security;
alter table short_codes no force row level security;
insert into short_codes (folded) select distinct lower(short_code) from tracking_links;
-- Of before: seven letters and digits were drawn, as far as anybody can say. Aliases that differ from another code by case
-- only go on as they are, each by its own spelling; any other spelling of them leads nowhere, as it did.
update tracking_links as l set any_case = true
where l.short_code !~ '^[0-9A-Za-z]{7}$' and not exists (
  select from tracking_links as o
  where lower(o.short_code) = lower(l.short_code) and o.id <> l.id
);
insert into short_codes (folded)
select word from string_to_table(
  'about abuse account accounts admin administrator apis apps assets atomic atomic-influence atomic_influence '
  'atomicinfluence auth billing brand brands campaign campaigns contact creator creators dashboard docs favicon '
  'functions health healthz help home imprint index invitation invitations legal login logout magic-link metrics '
  'notification notifications null openapi password payment payments payout payouts privacy reset-password robots '
  'root security settings sign-in sign-up signin signup sitemap static status support system team-invitation terms '
  'undefined unsubscribe verify view wallet webhook webhooks well-known',
  ' '
) as word
on conflict do nothing;
alter table tracking_links force row level security;
alter table short_codes force row level security;
create unique index tracking_links_alias_is_taken on tracking_links (lower(short_code)) where any_case;

-- migrate:down
set local lock_timeout = '3s';
alter table tracking_links drop column any_case;
drop table short_codes;
