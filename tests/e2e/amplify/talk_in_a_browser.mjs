// Two people talk in the two panes of /docs/messages, lose their lines, and go on.
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);
const { url, lines, screenshot } = JSON.parse(asked);
const SECONDS_TO_COME_BACK = 60;

const browser = await puppeteer.launch({
  executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
const told = { errors: [], asked: [], heard_ms: [] };
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 812 });
  page.on("pageerror", (error) => told.errors.push(String(error)));
  page.on("console", (said) => /Content Security Policy/.test(said.text()) && told.errors.push(said.text()));
  page.on("request", (request) => told.asked.push(new URL(request.url()).origin));
  await page.goto(url, { waitUntil: "load" });
  const panes = {};
  for (const name of ["brand", "creator"]) {
    panes[name] = await (await page.waitForSelector(`iframe#${name}`)).contentFrame();
    await panes[name].waitForSelector("#body:not([disabled])", { timeout: 60_000 });
  }
  for (const { from, to, text, cut } of lines) {
    if (cut) {
      await page.click("#cut");
      await page.waitForFunction(() => /were cut/.test(document.getElementById("said").textContent));
      told.cut = await page.$eval("#said", (said) => said.textContent);
    }
    const begun = performance.now();
    await panes[from].type("#body", text);
    await (await panes[from].$("#body")).press("Enter");
    const there = (wanted) => [...document.querySelectorAll("#messages li")].some((one) => one.textContent === wanted);
    await panes[to].waitForFunction(there, { timeout: SECONDS_TO_COME_BACK * 1000 }, text);
    told.heard_ms.push(Math.round(performance.now() - begun));
  }
  for (const [name, pane] of Object.entries(panes)) {
    await pane.waitForFunction((number) => document.querySelectorAll("#messages li").length >= number, {}, lines.length);
    told[name] = await pane.$$eval("#messages li", (all) => all.map((one) => [Number(one.dataset.seq), one.textContent]));
    told[`${name}_state`] = await pane.$eval("#state", (state) => state.textContent);
  }
  told.overflow_px = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  told.title = await page.title();
  if (screenshot) await page.screenshot({ path: screenshot });
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
