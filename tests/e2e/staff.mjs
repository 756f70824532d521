// Opens a link of a screen and one of a gate, as phones do, and says as JSON what people saw, online and off.
// Usage: node staff.mjs <chromium> '[{"screen": link, "gate": link, "codes": [..]}]'
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);
const [{ screen, gate, codes }] = JSON.parse(asked);

const browser = await puppeteer.launch({
  executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
const errors = [];

async function open(link, skew = 0) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 320, height: 568, isMobile: true, hasTouch: true });
  page.on("pageerror", (error) => errors.push(String(error)));
  if (skew) await page.evaluateOnNewDocument((ms) => { const real = Date.now; Date.now = () => real() + ms; }, skew);
  await page.goto(link, { waitUntil: "load" });
  const before = (await page.cookies()).length;
  await Promise.all([page.waitForNavigation(), page.click("button")]);
  return { page, before };
}

async function said(page, code) {
  await page.waitForFunction((text) => document.getElementById("now").textContent.startsWith(text + ":")
    && document.getElementById("now").dataset.outcome !== "kept", { timeout: 20000 }, code);
  return page.$eval("#now", (element) => element.textContent);
}

async function type(page, text) {
  await page.type("#code", text);
  await page.keyboard.press("Enter");
}

const found = {};
try {
  const wrong = await open(screen, -3 * 3600 * 1000);
  const look = () => wrong.page.$eval("#picture", (image) => ({
    step: Number(image.dataset.step), width: image.getBoundingClientRect().width, loaded: image.complete && image.naturalWidth > 0,
  }));
  await wrong.page.waitForFunction(() => document.getElementById("picture").naturalWidth > 0);
  found.screen = { ...(await look()), at: Date.now() / 1000, before: wrong.before, path: new URL(wrong.page.url()).pathname };
  await wrong.page.setOfflineMode(true);
  await wrong.page.waitForFunction((step) => Number(document.getElementById("picture").dataset.step) > step,
    { timeout: 15000 }, found.screen.step);
  found.later = { ...(await look()), at: Date.now() / 1000 };
  await wrong.page.evaluate(() => { const real = Date.now; Date.now = () => real() + 20 * 60 * 1000; });
  await wrong.page.waitForFunction(() => document.getElementById("picture").hidden);
  found.dark = await wrong.page.$eval("#told", (element) => element.textContent);

  const { page } = await open(gate);
  await type(page, codes[0]);
  found.first = await said(page, codes[0]);
  await type(page, `https://example.org/q/${codes[0]}?lang=de`);
  await page.waitForFunction(() => document.getElementById("now").dataset.outcome === "already_counted", { timeout: 20000 });
  found.second = await page.$eval("#now", (element) => element.textContent);
  await type(page, "nobodys00001");
  found.unknown = await said(page, "nobodys00001");
  await type(page, "no code");
  found.none = await page.$eval("#now", (element) => element.textContent);
  await page.setOfflineMode(true);
  await type(page, codes[1]);
  await page.waitForFunction(() => document.getElementById("now").dataset.outcome === "kept");
  found.kept = await page.$eval("#now", (element) => element.textContent);
  found.line = await page.$eval("#line", (element) => element.textContent);
  found.storage = await page.evaluate(() => Object.keys(localStorage).map((key) => JSON.parse(localStorage.getItem(key))));
  await page.setOfflineMode(false);
  found.uploaded = await said(page, codes[1]);
  found.after = await page.evaluate(() => localStorage.length);
  found.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  found.cookies = (await page.cookies()).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
  found.errors = errors;
} finally {
  await browser.close();
}
console.log(JSON.stringify([found]));
