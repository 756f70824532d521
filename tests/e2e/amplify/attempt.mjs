// Tries to do one thing with the real client of AppSync Events, and says how it went.
import { Amplify } from "aws-amplify";
import { events } from "aws-amplify/data";

const { domain, token, connect_token, channel, action } = JSON.parse(process.argv[2]);
let shown = connect_token ?? token;
const accessToken = { toString: () => shown, payload: {} };
Amplify.configure(
  { API: { Events: { endpoint: `https://${domain}/event`, region: "local", defaultAuthMode: "userPool" } } },
  { Auth: { tokenProvider: { getTokens: async () => ({ accessToken }) } } },
);

const actions = {
  async subscribe() {
    const line = await events.connect(channel);
    shown = token;
    await line.subscribe({ next() {}, error() {} }).ready;
  },
  async publish() {
    await (await events.connect(channel)).publish({ type: "message.created" });
  },
  async post() {
    await events.post(channel, { type: "message.created" });
  },
};

const late = new Promise((_, no) => setTimeout(() => no(new Error("nothing happened")), 20_000));
const outcome = await Promise.race([actions[action](), late]).then(
  () => ({ done: true }),
  (fault) => ({ done: false, why: `${fault.message ?? fault} ${fault._response?.statusCode ?? ""}` }),
);
console.log(JSON.stringify(outcome));
process.exit(0);
