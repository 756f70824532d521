/**
 * A typed client of Atomic Influence: a function for each operation, and `AtomicInfluence`, on whose behalf it is sent.
 *
 *     const brand = await new AtomicInfluence({ baseUrl }).signIn("brand@example.com", "correct-horse-battery");
 *     const { data, error } = await createCampaign({ client: brand.client, body: { name: "Summer launch" } });
 */
export * from "./generated/index.js";
export { AtomicInfluence, Refused, type Settings } from "./session.js";
export { every, type Page } from "./lists.js";
