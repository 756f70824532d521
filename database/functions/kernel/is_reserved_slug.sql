-- Who has one of these would speak for the house, or stand where a page of ours is or may come to be.
create or replace function app.is_reserved_slug(slug text) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select slug = any('{
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
  }'::text[])
  or slug like 'atomic-influence-%'
  or slug ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;

comment on function app.is_reserved_slug(text) is
'Whether a slug is none to be chosen: a word of ours, our name, or the form of an id.';

grant execute on function app.is_reserved_slug(text) to authenticated, admin, service, app_owner;
