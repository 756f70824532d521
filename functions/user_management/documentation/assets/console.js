// Requests from the page, a chapter of the description at a time: all of it would take seconds to draw.
// A token typed here stays in this tab.
"use strict";

function only(description, chapter) {
  const paths = {};
  for (const [path, operations] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (!operation.tags.includes(chapter)) continue;
      const results = Object.entries(operation.responses).filter(([status]) => status < "4"); // the reference has the others
      paths[path] = { ...paths[path], [method]: { ...operation, responses: Object.fromEntries(results) } };
    }
  }
  const { schemas, parameters, securitySchemes } = description.components;
  const needed = new Map();
  const waiting = [paths];
  while (waiting.length) {
    for (const [, name] of JSON.stringify(waiting.pop()).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (!needed.has(name)) waiting.push(needed.set(name, schemas[name]).get(name));
    }
  }
  return {
    openapi: description.openapi,
    info: { title: description.info.title, version: description.info.version },
    servers: [{ url: "/" }],
    tags: description.tags.filter((tag) => tag.name === chapter),
    security: description.security,
    paths,
    components: { schemas: Object.fromEntries(needed), parameters, securitySchemes },
  };
}

async function showConsole() {
  const description = await (await fetch("/openapi.json")).json();
  const chapters = description.tags.map((tag) => tag.name);
  const asked = decodeURIComponent(location.hash.split("/")[1] ?? "");
  const chosen = chapters.includes(asked) ? asked : chapters[0];

  const choice = document.querySelector("select");
  choice.append(...chapters.map((name) => new Option(name, name, false, name === chosen)));
  choice.addEventListener("change", () => {
    location.hash = `#/${encodeURIComponent(choice.value)}`;
    location.reload();
  });

  SwaggerUIBundle({
    spec: only(description, chosen),
    dom_id: "#console",
    deepLinking: true,
    docExpansion: "list",
    tryItOutEnabled: true,
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
  });
}

showConsole();
