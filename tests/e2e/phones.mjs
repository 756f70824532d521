// Phones that do what they are told, one line of JSON at a time, and answer each with one: {"ok": …} or {"error": "…"}.
// Usage: node phones.mjs <chromium>; a line: {"phone": "fan", "do": "open", "url": …}. A phone is made when it is named first:
// it has its own cookies, a touch screen of a phone's size, and (begin) its own agent, place and script, or none.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  executablePath: process.argv[2], headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
const phones = new Map();

async function begin({ phone, agent, script, place, origin }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  await page.setUserAgent(agent);
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width: 360, height: 640, isMobile: true, hasTouch: true });
  if (place) {
    await context.overridePermissions(origin, ["geolocation"]);
    await page.setGeolocation(place);
  }
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  phones.set(phone, { page, context, errors });
}

const deeds = {
  async open({ page }, { url }) {
    const answer = await page.goto(url, { waitUntil: "load" });
    return answer ? answer.status() : null;
  },
  async tap({ page }, { on, until }) {
    await page.waitForSelector(on, { visible: true });
    if (until) {
      await page.tap(on);
      await page.waitForSelector(until, { visible: true });
    } else await Promise.all([page.waitForNavigation(), page.tap(on)]);
  },
  async type({ page }, { on, text }) {
    await page.waitForSelector(on, { visible: true });
    await page.type(on, text);
  },
  async wait({ page }, { text }) {
    await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text);
  },
  // Until its picture is drawn.
  async drawn({ page }, { on }) {
    await page.waitForFunction((found) => document.querySelector(found).naturalWidth > 0, {}, on);
  },
  async offline({ page }, { is }) {
    await page.setOfflineMode(is);
  },
  async reload({ page }) {
    await page.reload();
  },
  async see({ page, errors }) {
    const seen = await page.evaluate(() => ({
      text: document.body.innerText, path: location.pathname, overflow: document.documentElement.scrollWidth - innerWidth,
    }));
    const cookies = (await page.cookies()).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
    return { ...seen, cookies, errors };
  },
  async shoot({ page }) {
    return await page.screenshot({ encoding: "base64" });
  },
  // As a page of ours would: the browser says where it comes from, and sends the cookie that no script reads.
  async ask({ page }, { method, path, body }) {
    return await page.evaluate(async (method, path, body) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    }, method, path, body);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  let said;
  try {
    said = { ok: (told.do === "begin" ? await begin(told) : await deeds[told.do](phones.get(told.phone), told)) ?? null };
  } catch (error) {
    said = { error: `${told.phone}: ${told.do}: ${error}` };
  }
  console.log(JSON.stringify(said));
}
await browser.close();
