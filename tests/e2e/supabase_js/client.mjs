// The real client of the existing front end, with what a browser would give it: a storage that outlives the page.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createClient } from "@supabase/supabase-js";

export const url = process.argv[2];

/** A client whose session is kept in `file`, as localStorage keeps it; without one it is forgotten. */
export function client(file, options = {}) {
  const kept = () => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});
  const storage = {
    getItem: (key) => kept()[key] ?? null,
    setItem: (key, value) => writeFileSync(file, JSON.stringify({ ...kept(), [key]: value })),
    removeItem: (key) => writeFileSync(file, JSON.stringify({ ...kept(), [key]: undefined })),
  };
  const auth = { autoRefreshToken: false, persistSession: Boolean(file), ...(file ? { storage } : {}), ...options };
  return createClient(url, "anon-key", { auth });
}

/** What an answer of the client says: of an error its code, its status and its class. */
export function said({ data, error }) {
  if (!error) return { data };
  return { error: { name: error.name, code: error.code ?? null, status: error.status ?? null, message: error.message } };
}

/** The newest mail to an address whose subject holds a text, as soon as it is there. */
export async function mail(to, subject, after = 0) {
  for (let tried = 0; tried < 300; tried++) {
    const mails = await (await fetch(`${url}/_local/outbox.json`)).json();
    const found = mails.filter((one) => one.to === to && one.subject.includes(subject));
    if (found.length > after) {
      const text = found[0].text;
      return {
        code: text.split("\n").find((line) => line.startsWith("    "))?.trim(),
        link: text.match(/https?:\/\/\S*\/auth\/v1\/verify\S*/)?.[0],
        count: found.length,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail "${subject}" to ${to}`);
}
