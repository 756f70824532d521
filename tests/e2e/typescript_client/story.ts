// Compiled by tests/e2e/test_typescript_client.py against the client's types, then run against the running system.
// What must not compile stands under @ts-expect-error: it is a mistake of the types if it does.
import assert from "node:assert/strict";
import {
  AtomicInfluence, Refused, callPayments, callTrackingLinks, createCampaign, deleteCampaign, downloadDailyFigures,
  downloadQrCode, every, listCampaigns, listWallets, readCampaign, readMe, refreshTokens, signUp, startDeposit,
} from "atomic-influence";

const [baseUrl, password] = process.argv.slice(2) as [string, string];
const done: string[] = [];

const brand = await new AtomicInfluence({ baseUrl }).signIn("brand@example.com", password);
const { client } = brand;

// Fields with defaults may be left out; what comes back has them all.
const { data: campaign, error } = await createCampaign({ client, body: { name: "Typed", category: "ts" } });
assert(campaign, JSON.stringify(error));
const currency: string = campaign.currency;
assert.equal(currency, "usd");
// @ts-expect-error: a campaign needs a name
await createCampaign({ client, body: {} });
// @ts-expect-error: there is no such currency
void (() => createCampaign({ client, body: { name: "x", currency: "doubloons" } }));
done.push("defaults");

// A key does it once.
const headers = { "Idempotency-Key": crypto.randomUUID() };
const once = await Promise.all([
  createCampaign({ client, body: { name: "Once", category: "ts" }, headers }),
  new Promise((wake) => setTimeout(wake, 300)).then(() =>
    createCampaign({ client, body: { name: "Once", category: "ts" }, headers }),
  ),
]);
assert.equal(once[0].data?.id, once[1].data?.id);
done.push("idempotency");

// A list to its end.
const found = [];
for await (const row of every((cursor) => listCampaigns({ client, query: { cursor, category: "ts", limit: 1 } }))) {
  found.push(row.id);
}
assert.deepEqual(new Set(found), new Set([campaign.id, once[0].data?.id]));
done.push("lists");

// A table is a string, a picture a blob, nothing is nothing.
const day = new Date().toISOString().slice(0, 10);
const figures = await downloadDailyFigures({ client, path: { campaign_id: campaign.id }, query: { from: day, to: day } });
const table: string = figures.data!;
assert(table.startsWith('"day"'));
const link = await callTrackingLinks({
  client, body: { action: "generate", campaign_id: campaign.id, destination_url: "https://shop.example.com/" },
});
const code = await downloadQrCode({ client, path: { link_id: link.data!.id }, query: { format: "png" } });
const picture: Blob = code.data!;
assert.equal((await picture.bytes())[1], "P".charCodeAt(0));
done.push("files");

// An action of an edge function.
const wallet = (await listWallets({ client })).data!.data[0]!;
const deposit = await startDeposit({ client, path: { wallet_id: wallet.id }, body: { amount: 4500 } });
const paid = await callPayments({
  client, body: { action: "confirm-deposit", payment_intent_id: deposit.data!.payment_intent_id },
});
assert.equal(paid.response?.status, 200);
// @ts-expect-error: this action has no such field
void (() => callPayments({ client, body: { action: "confirm-deposit", amount: 1 } }));
done.push("edge");

// Refusals: ours have a code, the gateway's have none.
const draft = once[0].data!.id;
await deleteCampaign({ client, path: { campaign_id: draft } });
const gone = await readCampaign({ client, path: { campaign_id: draft } });
assert(gone.error && "code" in gone.error && gone.error.code === "NOT_FOUND");
const forged = await readMe({ client: new AtomicInfluence({ baseUrl, accessToken: "forged" }).client });
assert.equal(new Refused(401, forged.error).message, "401 : Unauthorized");
await assert.rejects(new AtomicInfluence({ baseUrl }).signIn("nobody@example.com", password), { code: "CREDENTIALS_INVALID" });
done.push("refusals");

// A token that is not taken is renewed, by many at once only once; after signing out there is none.
let renewals = 0;
const person = new AtomicInfluence({
  baseUrl,
  fetch: (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith("/auth/refresh")) renewals += 1;
    const isFirst = renewals === 0 && request.headers.has("Authorization");
    if (isFirst) request.headers.set("Authorization", "Bearer no-longer-good");
    return fetch(request);
  },
});
const email = `${crypto.randomUUID()}@example.com`;
await signUp({ client: person.client, body: { email, full_name: "A. Person", password, role: "creator" } });
await person.signIn(email, password);
const many = await Promise.all(Array.from({ length: 4 }, () => readMe({ client: person.client })));
assert.deepEqual(many.map((one) => one.data?.email), [email, email, email, email]);
assert.equal(renewals, 1);
await person.signOut();
assert.equal((await readMe({ client: person.client })).response?.status, 401);
done.push("tokens");

// 429: asked again after as long as it says, or longer and longer.
const waits: number[] = [];
let left = 2;
const patient = new AtomicInfluence({
  baseUrl,
  sleep: async (ms) => void waits.push(ms),
  fetch: async (input, init) =>
    left-- > 0 ? new Response('{"code":"RATE_LIMITED"}', { status: 429, headers: { "Retry-After": "7" } }) : fetch(input, init),
});
const heard = await refreshTokens({ client: patient.client, body: { refresh_token: "unknown" } });
assert.deepEqual([heard.response?.status, waits], [401, [7000, 7000]]);
left = 1;
const locked = new AtomicInfluence({
  baseUrl,
  fetch: async () => new Response('{"code":"ACCOUNT_LOCKED"}', { status: 429, headers: { "Retry-After": "900" } }),
});
await assert.rejects(locked.signIn(email, password), { code: "ACCOUNT_LOCKED" });
done.push("patience");

console.log(JSON.stringify(done));
