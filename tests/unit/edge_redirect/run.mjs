// Runs the function of the edge: a JSON array of {event, store, now} comes in, what it answers goes out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [source, folder] = process.argv.slice(2);
const code = readFileSync(source, 'utf8').replace("import cf from 'cloudfront';", 'const cf = globalThis.cloudfront;');
const copy = join(folder, 'function.mjs');
writeFileSync(copy, `${code}\nexport { handler };\n`);

let store = {};
globalThis.cloudfront = {
  kvs: () => ({
    get: async (key, { format }) => {
      if (!(key in store)) throw new Error('KeyNotFound');
      return format === 'json' ? JSON.parse(store[key]) : store[key];
    },
  }),
};
const clock = Date.now;
const { handler } = await import(pathToFileURL(copy));
const answers = [];
for (const each of JSON.parse(readFileSync(0, 'utf8'))) {
  store = each.store;
  Date.now = () => each.now;
  const request = each.event.request;
  const raw = request.query;
  request.rawQueryString = () => (raw === '' ? undefined : raw);
  const answer = await handler(each.event);
  answers.push(answer === request ? null : answer);
}
Date.now = clock;
process.stdout.write(JSON.stringify(answers));
