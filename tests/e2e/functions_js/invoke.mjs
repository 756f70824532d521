// Calls one edge function with the real client of the existing front end and prints what it got.
import { FunctionsClient } from "@supabase/functions-js";

const [url, token, name, body] = process.argv.slice(2);
const client = new FunctionsClient(`${url}/functions/v1`);
if (token) client.setAuth(token);
const { data, error } = await client.invoke(name, { body: JSON.parse(body) });
const refusal = error?.context?.json ? await error.context.json() : null;
console.log(JSON.stringify({ data, status: error?.context?.status ?? 200, refusal }));
