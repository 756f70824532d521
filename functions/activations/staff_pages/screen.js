/* Shows the picture of each step by our clock, whatever the screen's own one says, and goes on without a network. */
(function () {
  "use strict";
  var known = JSON.parse(document.getElementById("known").textContent);
  var picture = document.getElementById("picture");
  var told = document.getElementById("told");
  var RELOAD = 30000; /* milliseconds */
  var offset, shown;

  function take(screen) {
    known.screen = screen;
    offset = screen.now * 1000 - Date.now();
    shown = null;
  }

  function step() {
    var rotate = known.screen.rotate_seconds;
    return rotate ? Math.floor((Date.now() + offset) / 1000 / rotate) : 0;
  }

  function show() {
    if (!known.screen) return;
    var now = step();
    if (now === shown) return;
    shown = now;
    var svg = known.screen.pictures[now - known.screen.first_step];
    if (svg) picture.src = "data:image/svg+xml," + encodeURIComponent(svg);
    picture.hidden = !svg;
    if (!svg) told.textContent = "No connection for too long: the code is out of date. It comes back with the network.";
    else told.textContent = "";
    picture.setAttribute("data-step", String(now));
  }

  function end(text) {
    known.screen = null;
    picture.hidden = true;
    picture.removeAttribute("src");
    told.textContent = text;
    window.clearInterval(ticking);
    window.clearInterval(reloading);
  }

  function reload() {
    var request = new XMLHttpRequest();
    request.open("GET", "/api/v1/qr/screens/" + encodeURIComponent(known.code));
    request.timeout = 15000;
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (error) { return; }
      if (request.status === 200) { take(answer); show(); }
      else if (request.status >= 401 && request.status <= 404) end(answer.error);
    };
    request.send();
  }

  var ticking = window.setInterval(show, 200);
  var reloading = window.setInterval(reload, RELOAD);
  window.addEventListener("online", reload);
  window.addEventListener("pageshow", function (event) { if (event.persisted) reload(); });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { reload(); stayAwake(); } });

  function stayAwake() {
    if (navigator.wakeLock) navigator.wakeLock.request("screen").then(null, function () {});
  }

  take(known.screen);
  show();
  stayAwake();
})();
