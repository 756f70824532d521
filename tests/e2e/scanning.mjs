// Presses the button of scan pages, each in a fresh browser, and says as JSON what people saw and what was kept.
// Usage: node scanning.mjs <chromium> '[{"url": …, "agent": …, "script": true|false, "place": {…}?, "fail": 2?}, …]'
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);

async function press({ url, agent, script, place, fail }) {
  const browser = await puppeteer.launch({
    executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  try {
    const page = await browser.newPage();
    await page.setUserAgent(agent);
    await page.setJavaScriptEnabled(script);
    await page.setViewport({ width: 320, height: 568, isMobile: true, hasTouch: true });
    if (place) {
      await browser.defaultBrowserContext().overridePermissions(new URL(url).origin, ["geolocation"]);
      await page.setGeolocation(place);
    }
    const errors = [];
    const sent = [];
    let left = fail ?? 0;
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(request.postData());
      if (request.method() === "POST" && left > 0) {
        left -= 1;
        request.respond({ status: 503, body: "away" });
      } else request.continue();
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(url, { waitUntil: "load" });
    const cookiesBefore = (await page.cookies()).length;
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (script) {
      await page.click("button");
      await page.waitForSelector("#result h2", { timeout: 20000 });
    } else await Promise.all([page.waitForNavigation(), page.click("button")]);
    const seen = await page.evaluate(() => ({
      text: document.body.innerText, focus: document.activeElement.id, forms: document.forms.length, path: location.pathname,
    }));
    if (!script) await page.reload();
    const cookies = (await page.cookies()).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
    return { ...seen, cookies, cookiesBefore, errors, sent, overflow };
  } finally {
    await browser.close();
  }
}

const found = [];
for (const one of JSON.parse(asked)) found.push(await press(one));
console.log(JSON.stringify(found));
