// Opens pages in a fresh browser each, as somebody does who never was here, and says as JSON what they saw.
// Usage: node look.mjs <chromium> '[{"url": …, "width": …, "wait": "css selector"?,
//   "type": "text for it"?, "click": "selector"?, "then": "selector to wait for"?, "screenshot": "file"?}, …]'
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);

async function look({ url, width, wait, click, type, then, screenshot }) {
  const browser = await puppeteer.launch({
    executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 812, isMobile: width < 600, hasTouch: width < 600 });
    const errors = [];
    const requests = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    page.on("response", (answer) => requests.push({ url: answer.url(), status: answer.status() }));
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
    if (wait) await page.waitForSelector(wait, { visible: true });
    if (type) await page.type(wait, type);
    if (click) await clickUntil(page, click, then);
    else if (then) await page.waitForSelector(then, { visible: true });
    const seen = await page.evaluate(() => {
      const [visit] = performance.getEntriesByType("navigation");
      const [painted] = performance.getEntriesByName("first-contentful-paint");
      const small = [...document.querySelectorAll("main p, main li, main dd")].filter(
        (one) => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 12,
      );
      return {
        title: document.title,
        first_paint_ms: Math.round(painted?.startTime ?? -1),
        loaded_ms: Math.round(visit.loadEventEnd),
        shown_ms: Math.round(performance.now()),
        bytes: performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0),
        overflow_px: document.documentElement.scrollWidth - innerWidth,
        height_px: document.documentElement.scrollHeight,
        small_text: small.length,
        text: document.body.innerText,
      };
    });
    if (screenshot) await page.screenshot({ path: screenshot });
    return { url, width, ...seen, errors, requests };
  } finally {
    await browser.close();
  }
}

// As somebody does whose click came before the page could take it: again.
async function clickUntil(page, click, then) {
  for (let left = 20; ; left -= 1) {
    await page.click(click);
    if (!then) return;
    const came = page.waitForSelector(then, { visible: true, timeout: left ? 1500 : 1 });
    if (await came.then(() => true, (late) => { if (left) return false; throw late; })) return;
  }
}

const found = [];
for (const one of JSON.parse(asked)) found.push(await look(one));
console.log(JSON.stringify(found));
