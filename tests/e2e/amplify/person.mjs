// A person with the real client of AppSync Events. Orders come as lines of JSON, answers go as lines of JSON.
import { createInterface } from "node:readline";
import { Inbox } from "./inbox.mjs";

const { url, token, conversation } = JSON.parse(process.argv[2]);
const arrivals = new Map();
const inbox = new Inbox({ url, token: () => token, changed: noteArrivals });
const say = (answer) => console.log(JSON.stringify(answer));
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

function noteArrivals() {
  for (let place = arrivals.size; place < inbox.messages.length; place += 1) {
    arrivals.set(inbox.messages[place].seq, Date.now());
  }
}

const orders = {
  /** Write the messages of these numbers, one after the other, at a person's uneven pace. */
  async write({ first, last, name, most_ms }) {
    for (let written = first; written <= last; written += 1) {
      await inbox.send(`${name} ${written}`);
      await pause(Math.random() * most_ms);
    }
    return {};
  },
  async read({ seq }) {
    await inbox.markRead(seq);
    return { unread: inbox.unread };
  },
  /** What is known without asking anybody. */
  async tell() {
    const { messages, unread, counts, state } = inbox;
    return { messages: messages.map(({ seq, body }) => [seq, body]), unread, counts, state };
  },
  /** When each message was there, in milliseconds of the clock. */
  async arrivals() {
    return { arrivals: [...arrivals] };
  },
  /** Wait until the last message known has this number. */
  async until({ seq, seconds }) {
    for (let left = seconds * 20; left > 0 && (inbox.messages.at(-1)?.seq ?? 0) < seq; left -= 1) await pause(50);
    return { last: inbox.messages.at(-1)?.seq ?? 0 };
  },
  /** Wait until there was a line so many times, and is one. */
  async connected({ times, seconds }) {
    const stands = () => inbox.state === "Connected" && inbox.counts.connected >= times;
    for (let left = seconds * 20; left > 0 && !stands(); left -= 1) await pause(50);
    return { stands: stands() };
  },
};

await inbox.open(conversation);
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const { order, ...given } = JSON.parse(line);
  say(await orders[order](given));
}
process.exit(0);
