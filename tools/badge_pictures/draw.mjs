// Draws pictures. Usage: node draw.mjs <chromium> '[{"svg": "file", "png": "file", "size": pixels}, …]'
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [executablePath, asked] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, headless: "shell", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  for (const { svg, png, size } of JSON.parse(asked)) {
    await page.setViewport({ width: size, height: size });
    const picture = readFileSync(svg).toString("base64");
    await page.setContent(
      `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${picture}">`,
      { waitUntil: "load" },
    );
    await page.screenshot({ path: png, omitBackground: true });
  }
} finally {
  await browser.close();
}
console.log("null");
