/* Sends a scan without leaving the page. Without it the form does the same. */
(function () {
  "use strict";
  var form = document.getElementById("scan");
  var result = document.getElementById("result");
  if (!window.JSON || !window.XMLHttpRequest || !result) return;
  var known = JSON.parse(document.getElementById("known").textContent);
  var busy = false;
  var MOST_REPEATS = 8;
  var MOST_POLLS = 24; /* some ten minutes: as long as a stadium at once takes to be judged */
  var LONGEST_QUESTION = 60000; /* milliseconds: some people close the browser's question without an answer */

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function empty() {
    while (result.firstChild) result.removeChild(result.firstChild);
  }

  function show(outcome) {
    var told = known.results[outcome] || known.results.try_again;
    empty();
    result.appendChild(element(form ? "h2" : "h1", told.title));
    result.appendChild(element("p", told.text));
    for (var i = 0; i < told.ways.length; i++) {
      var link = element("a", told.ways[i][1]);
      link.className = "on";
      link.href = told.ways[i][0];
      result.appendChild(link);
    }
    result.focus();
  }

  function finish(outcome) {
    if (form && form.parentNode) form.parentNode.removeChild(form);
    show(outcome);
  }

  /* 0.5 s, doubled each time, half as much more or less: so that a crowd does not come back as one. */
  function later(n, then) {
    window.setTimeout(then, 500 * Math.pow(2, n) * (0.5 + Math.random()));
  }

  function ask(method, address, body, done, failed) {
    var request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = 15000;
    request.setRequestHeader("Accept", "application/json");
    if (body) request.setRequestHeader("Content-Type", "application/json");
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = null; }
      if (answer === null || request.status >= 500 || request.status === 429) failed();
      else done(request.status, answer);
    };
    request.onerror = request.ontimeout = failed;
    request.send(body);
  }

  function outcomeOf(answer) {
    return answer.verdict === "refused" ? (answer.reasons || [])[0] : answer.verdict;
  }

  function poll(scanId, n) {
    later(Math.min(n, 6), function () {
      function again() { if (n < MOST_POLLS) poll(scanId, n + 1); }
      ask("GET", "/api/v1/qr/scans/" + encodeURIComponent(scanId), null, function (status, answer) {
        if (status === 200 && answer.verdict !== "pending") finish(outcomeOf(answer));
        else again();
      }, again);
    });
  }

  function send(body, n) {
    ask("POST", "/api/v1/qr/scan", body, function (status, answer) {
      if (status === 200) {
        finish(outcomeOf(answer));
        if (answer.verdict === "pending") poll(answer.scan_id, 1);
      } else if (answer.code === "BIRTH_YEAR_NEEDED" && form.elements.birth_year) {
        busy = false;
        empty();
        result.appendChild(element("strong", known.yearWrong));
        form.elements.birth_year.focus();
      } else finish("try_again");
    }, function () {
      if (n < MOST_REPEATS) later(n, function () { send(body, n + 1); });
      else { busy = false; show("unavailable"); }
    });
  }

  function locate(then) {
    var settled = false;
    function once(position) { if (!settled) { settled = true; then(position); } }
    if (!known.place || !navigator.geolocation) return once(null);
    window.setTimeout(function () { once(null); }, LONGEST_QUESTION);
    navigator.geolocation.getCurrentPosition(function (found) {
      var at = found.coords;
      once({ lat: at.latitude, lng: at.longitude, accuracy: at.accuracy });
    }, function () { once(null); }, { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 });
  }

  if (known.scanId) poll(known.scanId, 1);
  if (form) form.onsubmit = function () {
    if (busy) return false;
    busy = true;
    empty();
    result.appendChild(element("p", known.sending));
    locate(function (position) {
      var body = { ticket: form.elements.ticket.value };
      var year = form.elements.birth_year;
      if (year) body.birth_year = Number(year.value);
      if (position) body.position = position;
      send(JSON.stringify(body), 0);
    });
    return false;
  };
})();
