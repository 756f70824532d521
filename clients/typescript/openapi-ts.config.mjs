// What `make clients` asks of the generator; it gives the places.
export default {
  input: process.env.DESCRIPTION,
  output: { path: process.env.GENERATED, module: { extension: ".js" }, entryFile: true },
  logs: { file: false, level: "warn" },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
};
