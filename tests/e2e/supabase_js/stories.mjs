// Stories of people who use the existing front end, each printed as one JSON object: node stories.mjs URL STORY INPUT
import { client, mail, said } from "./client.mjs";

const [, , , story, input] = process.argv;
const given = JSON.parse(input);

async function signUp({ email, password, data }) {
  const supabase = client();
  const told = {};
  told.signUp = said(await supabase.auth.signUp({ email, password, options: { data } }));
  told.twice = said(await client().auth.signUp({ email, password, options: { data } }));
  told.weak = said(await client().auth.signUp({ email: `x${email}`, password: "short", options: { data } }));
  told.unconfirmed = said(await supabase.auth.signInWithPassword({ email, password }));
  const { code } = await mail(email, "Confirm");
  told.wrong = said(await supabase.auth.verifyOtp({ email, token: "WRONG", type: "signup" }));
  told.confirmed = said(await supabase.auth.verifyOtp({ email, token: code, type: "signup" }));
  told.again = said(await supabase.auth.verifyOtp({ email, token: code, type: "signup" }));
  told.user = said(await supabase.auth.getUser());
  told.claims = said(await supabase.auth.getClaims());
  const forged = (await supabase.auth.getSession()).data.session.access_token.split(".");
  forged[1] = btoa(JSON.stringify({ ...JSON.parse(atob(forged[1])), sub: "somebody else" })).replace(/=+$/, "");
  told.forged = said(await supabase.auth.getClaims(forged.join(".")));
  return told;
}

async function sessions({ email, password, file }) {
  const told = {};
  told.wrong = said(await client().auth.signInWithPassword({ email, password: "not-the-password" }));
  const page = client(file);
  told.signedIn = said(await page.auth.signInWithPassword({ email, password }));
  const { access_token, refresh_token } = told.signedIn.data.session;
  told.nextPage = said(await client(file).auth.getUser());
  const elsewhere = client();
  told.set = said(await elsewhere.auth.setSession({ access_token, refresh_token }));
  told.refreshed = said(await elsewhere.auth.refreshSession());
  told.spent = said(await page.auth.refreshSession({ refresh_token }));
  told.ended = said(await elsewhere.auth.refreshSession());
  return told;
}

async function signOut({ email, password }) {
  const told = {};
  const clients = [client(), client(), client()];
  for (const one of clients) await one.auth.signInWithPassword({ email, password });
  const [here, there, anywhere] = clients;
  told.local = said(await here.auth.signOut({ scope: "local" }));
  told.hereAfterwards = said(await here.auth.getUser());
  told.thereStill = said(await there.auth.getUser());
  told.others = said(await there.auth.signOut({ scope: "others" }));
  told.othersGone = said(await anywhere.auth.getUser());
  await anywhere.auth.signInWithPassword({ email, password });
  told.global = said(await there.auth.signOut());
  told.everywhere = said(await anywhere.auth.refreshSession());
  return told;
}

async function timer({ email, password, file }) {
  const { data } = await client(file).auth.signInWithPassword({ email, password });
  // Nearly over, for the client only: its timer looks at once and every half minute, and refreshes when less than two
  // minutes are left.
  const { readFileSync, writeFileSync } = await import("node:fs");
  const kept = JSON.parse(readFileSync(file, "utf8"));
  const [key] = Object.keys(kept).filter((name) => name.endsWith("-auth-token"));
  const session = JSON.parse(kept[key]);
  session.expires_at = Math.floor(Date.now() / 1000) + 125;
  writeFileSync(file, JSON.stringify({ ...kept, [key]: JSON.stringify(session) }));
  const page = client(file, { autoRefreshToken: true });
  const open = setInterval(() => {}, 1000); // as a page stays open: the client's timer does not hold a process
  const started = Date.now();
  const refreshed = await new Promise((resolve) => {
    page.auth.onAuthStateChange((event, now) => event === "TOKEN_REFRESHED" && resolve(now));
  });
  const milliseconds = Date.now() - started;
  clearInterval(open);
  const user = said(await page.auth.getUser());
  await page.auth.stopAutoRefresh();
  return { changed: refreshed.access_token !== data.session.access_token, milliseconds, user };
}

async function update({ email, newEmail, password, newPassword, file }) {
  const told = {};
  const supabase = client(file);
  await supabase.auth.signInWithPassword({ email, password });
  told.data = said(await supabase.auth.updateUser({ data: { full_name: "Maria M.", theme: "dark" } }));
  told.bad = said(await supabase.auth.updateUser({ data: { avatar_url: "javascript:alert(1)" } }));
  told.weak = said(await supabase.auth.updateUser({ password: "short" }));
  told.password = said(await supabase.auth.updateUser({ password: newPassword }));
  told.oldPassword = said(await client().auth.signInWithPassword({ email, password }));
  told.email = said(await supabase.auth.updateUser({ email: newEmail }));
  const { code } = await mail(newEmail, "Confirm your new address");
  told.taken = said(await supabase.auth.verifyOtp({ email, token: code, type: "email_change" }));
  told.confirmed = said(await supabase.auth.verifyOtp({ email: newEmail, token: code, type: "email_change" }));
  await mail(email, "was changed");
  told.signedIn = said(await client().auth.signInWithPassword({ email: newEmail, password: newPassword }));
  return told;
}

async function updateLater({ password, newPassword, email, file }) {
  const told = {};
  const supabase = client(file);
  told.needed = said(await supabase.auth.updateUser({ password: newPassword }));
  told.wrong = said(await supabase.auth.updateUser({ password: newPassword, nonce: "WRONG" }));
  told.current = said(await supabase.auth.updateUser({ password: newPassword, current_password: password }));
  told.reauthenticated = said(await supabase.auth.reauthenticate());
  const { code } = await mail(email, "confirm a change");
  told.nonce = said(await supabase.auth.updateUser({ password, nonce: code }));
  return told;
}

async function recover({ email, newPassword, redirectTo }) {
  const told = {};
  told.asked = said(await client().auth.resetPasswordForEmail(email, { redirectTo }));
  told.unknown = said(await client().auth.resetPasswordForEmail(`x${email}`, { redirectTo }));
  const { link } = await mail(email, "Reset");
  const answer = await fetch(link, { redirect: "manual" });
  const [place, fragment] = answer.headers.get("location").split("#");
  const found = Object.fromEntries(new URLSearchParams(fragment));
  Object.assign(told, { status: answer.status, place, type: found.type });
  const supabase = client();
  told.session = said(await supabase.auth.setSession(found));
  told.password = said(await supabase.auth.updateUser({ password: newPassword }));
  told.signedIn = said(await client().auth.signInWithPassword({ email, password: newPassword }));
  const again = await fetch(link, { redirect: "manual" });
  told.again = Object.fromEntries(new URLSearchParams(again.headers.get("location").split("#")[1]));
  return told;
}

async function otp({ email }) {
  const told = {};
  told.asked = said(await client().auth.signInWithOtp({ email }));
  told.unknown = said(await client().auth.signInWithOtp({ email: `x${email}` }));
  const { code, link } = await mail(email, "sign-in link");
  const token_hash = new URL(link).searchParams.get("token");
  told.wrongKind = said(await client().auth.verifyOtp({ token_hash, type: "recovery" }));
  told.signedIn = said(await client().auth.verifyOtp({ token_hash, type: "email" }));
  told.again = said(await client().auth.verifyOtp({ email, token: code, type: "email" }));
  told.resend = said(await client().auth.resend({ email, type: "signup" }));
  return told;
}

async function functions({ people, calls }) {
  const told = {};
  for (const { as, name, options } of calls) {
    const supabase = client();
    await supabase.auth.signInWithPassword(people[as]);
    const { data, error } = await supabase.functions.invoke(name, options);
    told[name] = { data, status: error?.context?.status ?? 200, refusal: (await error?.context?.json?.()) ?? null };
  }
  const { error } = await client().functions.invoke("payments", { body: { action: "create-wallet", currency: "usd" } });
  told.signedOut = error.context.status;
  const tables = await client().from("campaigns").select("*");
  told.tables = tables.status;
  return told;
}

const stories = { signUp, sessions, signOut, timer, update, updateLater, recover, otp, functions };
console.log(JSON.stringify(await stories[story](given)));
process.exit(0);
