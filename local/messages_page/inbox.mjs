// One conversation, live, as a client of this API keeps it: the socket gives hints, HTTP says what is true.
//
// A hint with the next number is a message; a hint with a later one says that something was missed. After each new
// connection whatever was missed is asked for by its number. So nothing is missing and nothing is there twice, however
// often the line breaks. The socket is held by the real client of AppSync Events, which also mends it.
import { Amplify } from "aws-amplify";
import { events } from "aws-amplify/data";
import { Hub } from "aws-amplify/utils";

const PAGE = 100;
const TRIES = 8;
const LONGEST_PAUSE = 30_000;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
/** Twice as long each time up to half a minute, and not for all who wait at the same moment. */
const pauseAfter = (tried, first) => pause(Math.min(first * 2 ** tried, LONGEST_PAUSE) * (0.5 + Math.random() / 2));
/** What asking again would not change. */
const isFinal = ({ status, code }) => code === "NOT_CONFIGURED" || (status && status !== 429 && status < 500);

export class Inbox {
  /** `url` of the API, `token()` of the person, `changed()` is called when there is something new to show. */
  constructor({ url, token, changed = () => {} }) {
    Object.assign(this, { url, token, changed });
    this.messages = [];
    this.unread = 0;
    this.state = "connecting";
    this.counts = { pushed: 0, fetched: 0, connected: 0, repeated: 0 };
    this.conversation = null;
    this.closed = false;
  }

  /** Show a conversation from now on, and listen. */
  async open(conversationId) {
    this.conversation = `/api/v1/conversations/${conversationId}`;
    Hub.listen("api", ({ payload }) => {
      if (payload.event === "ConnectionStateChange") this.#connectionIs(payload.data.connectionState);
    });
    await this.#listen();
  }

  /** Write something: sent again with the same id until it is there, so it is there once. */
  async send(body) {
    const sent = await this.ask("POST", `${this.conversation}/messages`, { client_id: crypto.randomUUID(), body });
    if (sent.message) this.#take(sent.message, "fetched");
    return sent;
  }

  /** Everything up to this number was seen. */
  async markRead(seq) {
    const marked = await this.ask("PUT", `${this.conversation}/read`, { seq });
    this.unread = marked.me.unread_count;
    this.changed();
  }

  /** Ask for whatever is missing; two at once become one, and one after it. */
  catchUp() {
    this.#wanted = true;
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  /** A request that is repeated where nobody answered, or nobody could. Throws what was refused. */
  async ask(method, path, body) {
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await fetch(this.url + path, {
          method, headers: { authorization: `Bearer ${this.token()}`, "content-type": "application/json" },
          body: body && JSON.stringify(body),
        });
        if (answer.ok) return answer.status === 204 ? null : await answer.json();
        throw refusal(`${method} ${path}`, answer.status, await answer.text());
      } catch (fault) {
        if (isFinal(fault) || tried === TRIES) throw fault;
        await pauseAfter(tried, 100);
      }
    }
  }

  async close() {
    this.closed = true;
    await events.closeAll();
  }

  #subscription = null;
  #unreadAt = 0;
  #revision = null;
  #wanted = false;
  #fetching = null;

  get #last() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  #connectionIs(state) {
    this.state = state;
    if (state === "Connected") {
      this.counts.connected += 1;
      this.catchUp().catch((fault) => console.error(String(fault)));
    }
    this.changed();
  }

  /** What ends is said: whoever shows the page may sign in anew. */
  #listenAgain() {
    this.#listen().catch((fault) => {
      this.state = "ended";
      console.error(String(fault));
      this.changed();
    });
  }

  /** The name of the channel is asked for anew each time: it changes when a sign-in of the person ends. Tried until it is
   * there: an hour without the network is no reason to stay silent after it. */
  async #listen() {
    for (let tried = 1; !this.closed; tried += 1) {
      try {
        const { http_domain, channel } = await this.ask("GET", "/api/v1/realtime/connection");
        this.#configure(http_domain);
        const line = await events.connect(channel);
        this.#subscription?.unsubscribe();
        const subscription = line.subscribe({
          next: ({ event }) => this.#heard(event),
          error: () => pause(500).then(() => this.#subscription === subscription && this.#listenAgain()),
        });
        this.#subscription = subscription;
        return await subscription.ready.catch(() => {}); // an error listens again
      } catch (fault) {
        if (isFinal(fault)) throw fault;
        await pauseAfter(tried, 250);
      }
    }
  }

  #configure(domain) {
    const endpoint = `https://${domain}/event`;
    const accessToken = {
      toString: () => this.token(),
      get payload() {
        return JSON.parse(atob(this.toString().split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
      },
    };
    Amplify.configure(
      { API: { Events: { endpoint, region: "local", defaultAuthMode: "userPool" } } },
      { Auth: { tokenProvider: { getTokens: async () => ({ accessToken }) } } },
    );
  }

  #heard(event) {
    if (event.type === "channel.renewed") return void this.#listenAgain();
    if (!this.conversation?.endsWith(event.conversation_id)) return;
    if (event.type === "message.redacted") return void this.#redact(event);
    if (event.type === "conversation.revised") return void this.catchUp().catch((fault) => console.error(String(fault)));
    if (event.type !== "message.created") return;
    this.#unreadIs(event.unread_count ?? this.unread, event.seq);
    // A long text, files and an offer do not travel with the hint.
    if (event.seq === this.#last + 1 && event.body !== undefined) this.#take(event, "pushed");
    else if (event.seq > this.#last) this.catchUp().catch((fault) => console.error(String(fault)));
    else this.counts.repeated += 1;
    this.changed();
  }

  /** What is unread at a message: an answer that was long on its way changes nothing of what a later hint said. */
  #unreadIs(number, seq) {
    if (seq < this.#unreadAt) return;
    this.unread = number;
    this.#unreadAt = seq;
  }

  /** What was taken away is seen by the revision, which is asked for before what is read by it. */
  async #fetch() {
    while (this.#wanted) {
      this.#wanted = false;
      const { revision } = await this.ask("GET", this.conversation);
      if (revision !== this.#revision) await this.#readAgain();
      this.#revision = revision;
      await this.#eachBehind(this.#last, (message) => this.#take(message, "fetched"));
      const { last_seq, me, revision: now } = await this.ask("GET", this.conversation);
      this.#unreadIs(me.unread_count, last_seq);
      this.#wanted ||= last_seq > this.#last || now !== revision;
    }
    this.changed();
  }

  async #eachBehind(seq, act) {
    for (let from = seq, more = true; more; ) {
      const page = await this.ask("GET", `${this.conversation}/messages?after_seq=${from}&limit=${PAGE}`);
      page.data.forEach(act);
      from = page.data.at(-1)?.seq ?? from;
      more = page.next_cursor !== null;
    }
  }

  async #readAgain() {
    if (this.messages.length === 0) return;
    await this.#eachBehind(this.messages[0].seq - 1, (message) => {
      const place = this.messages.findIndex(({ seq }) => seq === message.seq);
      if (place >= 0) this.messages[place] = message;
    });
  }

  #redact({ seq, redacted_at }) {
    const shown = this.messages.find((message) => message.seq === seq);
    if (shown) Object.assign(shown, { body: "[redacted]", redacted_at, attachments: [] });
    this.changed();
  }

  /** One's own message may be answered before others' earlier ones were heard of: then it waits for them. */
  #take(message, how) {
    if (message.seq === this.#last + 1) {
      this.messages.push(message);
      this.counts[how] += 1;
      this.changed();
    } else if (message.seq > this.#last) {
      this.catchUp().catch((fault) => console.error(String(fault)));
    }
  }
}

function refusal(asked, status, text) {
  const fault = new Error(`${asked}: ${status} ${text}`);
  try {
    return Object.assign(fault, { status, code: JSON.parse(text).code });
  } catch {
    return Object.assign(fault, { status });
  }
}
