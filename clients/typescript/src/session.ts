import { createClient, createConfig, type Client } from "./generated/client/index.js";
import { refreshTokens, signIn, signOut, type ApiRefusal, type TokenSet } from "./generated/index.js";

const RENEWED_BEFORE_MS = 30_000;
const KEY = "Idempotency-Key";

export interface Settings {
  /** Where the API is, without a slash at the end. */
  baseUrl: string;
  /** A token that you renew yourself. */
  accessToken?: string;
  fetch?: typeof globalThis.fetch;
  /** How often a request is sent at most, when the answer is "later" (429, 503). */
  mostTries?: number;
  /** How long one waits for another try, in milliseconds; what asks for more is refused at once. */
  longestWaitMs?: number;
  sleep?: (ms: number) => Promise<void>;
}

/** The API, or the gateway before it, said no. `code` is empty where the gateway did. */
export class Refused extends Error {
  readonly code: string;
  constructor(readonly status: number, readonly body: ApiRefusal | undefined) {
    const code = body && "code" in body ? body.code : "";
    super(`${status} ${code}: ${body && "error" in body ? body.error : (body?.message ?? "no answer")}`);
    this.name = "Refused";
    this.code = code;
  }
}

/** The API for one account; nobody's until `signIn`. Use another one for another account. */
export class AtomicInfluence {
  /** What every operation takes as `client`. */
  readonly client: Client;
  private readonly settings: Required<Omit<Settings, "accessToken">>;
  private readonly plain: Client;
  private accessToken: string | undefined;
  private refreshToken: string | undefined;
  private renewedAt = Infinity;
  private renewing: Promise<void> | undefined;

  constructor({ accessToken, ...settings }: Settings) {
    this.settings = {
      fetch: (...given) => globalThis.fetch(...given),
      mostTries: 5,
      longestWaitMs: 60_000,
      sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
      ...settings,
    };
    this.accessToken = accessToken;
    const { baseUrl } = settings;
    this.plain = createClient(createConfig({ baseUrl, fetch: this.settings.fetch }));
    this.client = createClient(
      createConfig({ baseUrl, auth: () => this.token(), fetch: (input, init) => this.send(new Request(input, init)) }),
    );
  }

  /** Be this account from now on; the token is renewed by itself. Throws `Refused` (`CREDENTIALS_INVALID`). */
  async signIn(email: string, password: string): Promise<this> {
    const { data, error, response } = await signIn({ client: this.client, body: { email, password } });
    if (!data) throw new Refused(response?.status ?? 0, error);
    this.keep(data);
    return this;
  }

  /** End this session, or all of the account. */
  async signOut({ everywhere = false } = {}): Promise<void> {
    const refresh_token = this.refreshToken;
    this.forget();
    if (refresh_token) await signOut({ client: this.plain, body: { refresh_token, everywhere } });
  }

  private keep(tokens: TokenSet): void {
    this.accessToken = tokens.access_token;
    this.refreshToken = tokens.refresh_token;
    this.renewedAt = Date.now() + tokens.expires_in * 1000 - RENEWED_BEFORE_MS;
  }

  private forget(): void {
    this.accessToken = this.refreshToken = undefined;
    this.renewedAt = Infinity;
  }

  private async token(): Promise<string | undefined> {
    if (Date.now() >= this.renewedAt) await this.renew(this.accessToken);
    return this.accessToken;
  }

  /** A refresh token is good once: of many requests that find the access token too old, one renews it. */
  private async renew(stale: string | undefined): Promise<void> {
    if (this.accessToken !== stale || !this.refreshToken) return;
    this.renewing ??= this.exchange(this.refreshToken).finally(() => (this.renewing = undefined));
    await this.renewing;
  }

  private async exchange(refresh_token: string): Promise<void> {
    const { data, error, response } = await refreshTokens({ client: this.plain, body: { refresh_token } });
    if (response?.status === 401) this.forget();
    if (!data) throw new Refused(response?.status ?? 0, error);
    this.keep(data);
  }

  private async send(request: Request): Promise<Response> {
    let response = await this.once(request);
    for (let tried = 1; tried < this.settings.mostTries; tried += 1) {
      const wait = this.waitBeforeAnother(response, request, tried);
      if (wait === undefined) break;
      await response.body?.cancel();
      await this.settings.sleep(wait);
      response = await this.once(request);
    }
    return response;
  }

  private async once(request: Request): Promise<Response> {
    const given = request.headers.get("Authorization");
    const response = await this.settings.fetch(request.clone());
    if (response.status !== 401 || !given || !this.refreshToken) return response;
    await response.body?.cancel();
    await this.renew(given.replace("Bearer ", ""));
    const again = request.clone();
    again.headers.set("Authorization", `Bearer ${this.accessToken}`);
    request.headers.set("Authorization", `Bearer ${this.accessToken}`);
    return this.settings.fetch(again);
  }

  /** Undefined where another try is not worth it, or might do twice what shall be done once. */
  private waitBeforeAnother(response: Response, request: Request, tried: number): number | undefined {
    if (response.status !== 429 && response.status !== 503) return undefined;
    const isSafe = request.method === "GET" || request.method === "HEAD" || request.headers.has(KEY);
    if (response.status === 503 && !isSafe) return undefined;
    const said = response.headers.get("Retry-After") ?? "";
    const wait = /^\d+$/.test(said) ? Number(said) * 1000 : (0.5 + Math.random() / 2) * 1000 * 2 ** (tried - 1);
    return wait <= this.settings.longestWaitMs ? wait : undefined;
  }
}
