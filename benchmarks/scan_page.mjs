// Opens a page with an empty cache over a slow line, and says as JSON when its button could be pressed.
// Usage: node scan_page.mjs <chromium> '{"urls": […], "round_trip_ms": 400, "bits_a_second": 400000}'
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);
const { urls, round_trip_ms: latency, bits_a_second: bits } = JSON.parse(asked);
const browser = await puppeteer.launch({
  executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
const found = [];
try {
  for (const url of urls) {
    const page = await browser.newPage();
    const line = await page.createCDPSession();
    await line.send("Network.enable");
    await line.send("Network.setCacheDisabled", { cacheDisabled: true });
    const rate = bits / 8;
    await line.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: rate, uploadThroughput: rate,
    });
    await page.setViewport({ width: 320, height: 568, isMobile: true, hasTouch: true });
    await page.goto(url, { waitUntil: "load" });
    await page.waitForSelector("form button", { visible: true });
    found.push(await page.evaluate(() => {
      const [visit] = performance.getEntriesByType("navigation");
      const loaded = performance.getEntriesByType("resource");
      return {
        usable_ms: Math.round(visit.domContentLoadedEventEnd), bytes: visit.transferSize, others: loaded.length,
        button: document.querySelector("form button").textContent,
      };
    }));
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
