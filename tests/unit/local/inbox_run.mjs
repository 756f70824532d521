// Runs the inbox of the messages page without network and clock: a JSON scenario comes in, what was seen goes out.
//
// `lines`: what becomes of each attempt to connect ("down", or "up"; behind the last: up). `answers`: per path of GET, in turn;
// the last one stays. `events`: what is heard, one after the other, each followed by quiet.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { world } from "aws-amplify";

const given = JSON.parse(readFileSync(0, "utf8"));
const asked = [];
const pauses = [];
const later = globalThis.setTimeout;
globalThis.setTimeout = (act, milliseconds) => {
  pauses.push(milliseconds);
  return later(act, 0);
};
globalThis.fetch = async (url, { method }) => {
  const path = url.replace("https://api.example", "");
  asked.push(`${method} ${path}`);
  const turns = given.answers[path] ?? [];
  const [status, body] = turns.length > 1 ? turns.shift() : (turns[0] ?? [404, { code: "NOT_FOUND" }]);
  return { ok: status < 300, status, json: async () => body, text: async () => JSON.stringify(body) };
};
world.connect = async () => {
  if ((given.lines.shift() ?? "up") === "down") throw new Error("no network");
};
const quiet = async () => {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((go) => later(go, 0));
};

const { Inbox } = await import(pathToFileURL(process.argv[2]));
const inbox = new Inbox({ url: "https://api.example", token: () => "a.b.c" });
const opened = await inbox.open("c").then(() => "open", (fault) => fault.code ?? fault.message);
await inbox.catchUp().catch(() => {});
const seen = [];
for (const event of given.events) {
  world.tell(event);
  await quiet();
  seen.push(inbox.messages.map(({ seq, body, attachments }) => ({ seq, body, attachments })));
}
process.stdout.write(JSON.stringify({ opened, asked, pauses, seen, state: inbox.state }));
process.exit(0);
