// Requests from the page. A token typed here stays in this tab.
"use strict";
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#console",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: -1,
  requestSnippetsEnabled: true,
  validatorUrl: null,
});
