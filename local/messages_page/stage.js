// Signs both demo accounts in, finds a deal that both have, and gives each pane its side of the talk.
const said = document.getElementById("said");
const NAMES = ["brand", "creator"];

async function ask(method, path, body, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
}

/** A pane begins when its own script has run, whichever is first. */
function pane(name) {
  const frame = document.getElementById(name);
  return new Promise((found) => {
    const look = () => (frame.contentWindow.begin ? found(frame.contentWindow) : setTimeout(look, 20));
    look();
  });
}

async function signIn(name) {
  const body = { email: `${name}@example.com`, password: document.body.dataset.password };
  const { access_token: token } = await ask("POST", "/api/v1/auth/sign-in", body);
  const deals = await ask("GET", "/api/v1/deals?limit=100", null, token);
  return { name, token, deals: deals.data.map((deal) => deal.id) };
}

async function begin() {
  const [brand, creator] = await Promise.all(NAMES.map(signIn));
  const subject = brand.deals.filter((id) => creator.deals.includes(id)).sort()[0];
  if (!subject) throw new Error("The demo accounts have no deal with each other.");
  const { id } = await ask("POST", "/api/v1/conversations", { kind: "deal", subject_id: subject }, brand.token);
  const both = [brand, creator].map(async ({ name, token }) => (await pane(name)).begin({ name, token, conversation: id }));
  await Promise.all(both);
  said.textContent = "Write something.";
}

document.getElementById("cut").addEventListener("click", async () => {
  const { cut } = await ask("POST", "/_local/realtime/cut");
  said.textContent = `${cut} lines were cut; the clients are back within some seconds.`;
});
begin().catch((fault) => (said.textContent = String(fault.message)));
