// One side of the talk. A window of its own, because the client keeps one socket a window.
import { Inbox } from "./inbox.mjs";

// The client knows wss only, and a browser does not know this machine's authority: on the same port is ws, too.
const Encrypted = window.WebSocket;
window.WebSocket = class extends Encrypted {
  constructor(address, protocols) {
    super(String(address).replace(/^wss:/, "ws:"), protocols);
  }
};

const part = (id) => document.getElementById(id);
let inbox = null;
let side = "";

function show() {
  const { messages, state, unread, counts } = inbox;
  part("state").textContent = `${state} · ${unread} unread · ${counts.pushed} by the socket, ${counts.fetched} by request`;
  const shown = part("messages").children;
  messages.slice(0, shown.length).forEach(({ body }, place) => {
    if (shown[place].textContent !== body) shown[place].textContent = body; // it was taken away
  });
  for (const { seq, body, side: from } of messages.slice(shown.length)) {
    const item = document.createElement("li");
    item.textContent = body;
    item.dataset.seq = seq;
    item.classList.toggle("own", from === side);
    part("messages").append(item);
    item.scrollIntoView({ block: "nearest" });
  }
}

window.begin = async ({ name, token, conversation }) => {
  side = name === "brand" ? "brand" : "person";
  part("name").textContent = name;
  inbox = new Inbox({ url: location.origin, token: () => token, changed: () => inbox && show() });
  await inbox.open(conversation);
  for (const one of part("form").elements) one.disabled = false;
};

part("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value } = part("body");
  part("body").value = "";
  part("fault").textContent = "";
  try {
    const { warnings, held } = await inbox.send(value);
    part("fault").textContent = held ? "Kept back until somebody has looked at it." : warnings.map((one) => one.sentence).join(" ");
  } catch (fault) {
    part("fault").textContent = fault.message;
    part("body").value ||= value;
  }
});
