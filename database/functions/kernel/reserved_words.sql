-- Words of ours, and of pages that we have or may come to have.
create or replace function app.reserved_words() returns text[]
language sql immutable parallel safe set search_path = ''
return '{
  about, abuse, account, accounts, admin, admins, administrator, agent, agents, analytics, anonymous, api, app, apps,
  assets, atomic, atomic-influence, atomicinfluence, auth, avatar, avatars, badges, billing, blog, brand, brands,
  campaign, campaigns, careers, categories, checkout, company, compliance, contact, copyright, creator,
  creator-lists, creators, dashboard, delete, deleted, demo, developer, developers, directory, discover, docs,
  download, downloads, edit, erased, errors, explore, export, exports, faq, favicon, feedback, feed, files,
  functions, guidelines, health, help, help-center, home, hostmaster, images, imprint, inbox, index, influencer,
  influencers, info, internal, invite, invitations, jobs, legal, list, lists, local, localhost, login, logout, mail,
  marketing, marketplace, media, media-kit, members, messages, moderator, moderators, news, newsletter, noreply,
  no-reply, notifications, null, oauth, official, offers, openapi, payment, payments, payouts, platform,
  postmaster, pricing, privacy, profile, profiles, register, reports, robots, root, saved-searches, sales, search,
  security, settings, shop, sign-in, sign-out, sign-up, signin, signup, site, sitemap, social, staff, static,
  status, store, stripe, submissions, support, surveys, system, team, teams, terms, test, trust, undefined,
  unsubscribe, update, user, users, verified, verify, wallet, wallets, webhook, webhooks, webmaster, well-known,
  www
  }'::text[];

comment on function app.reserved_words() is 'What nobody takes as a slug or a code: lower case, as slugs.';

grant execute on function app.reserved_words() to authenticated, admin, service, app_owner;
