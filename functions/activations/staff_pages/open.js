/* The token stands behind the `#` of the address, which no browser sends: it goes from there into the form. */
(function () {
  "use strict";
  document.getElementById("token").value = window.location.hash.slice(1);
  if (window.history.replaceState) window.history.replaceState(null, "", window.location.pathname);
})();
