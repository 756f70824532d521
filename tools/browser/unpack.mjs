// Once after installing: unpacks Chromium, and the libraries that a small machine may lack, into TMPDIR.
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";

mkdirSync(tmpdir(), { recursive: true });
process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x"; // asks for those libraries
const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();
