/* A gate: keeps what it scans until we have answered, and says of each only what we have said. */
(function () {
  "use strict";
  var known = JSON.parse(document.getElementById("known").textContent);
  var PREFIX = "gate." + known.activation + ".";
  var MOST = 500, LATER = 5000, SHOWN = 20, SAME = 3000; /* LATER, SAME: milliseconds */
  var CODE = /^[0-9A-Za-z]{7,12}$/;
  var WORDS = {
    accepted: "Counted", flagged: "Counted, being checked", already_counted: "Already counted",
    limit_reached: "Limit reached", not_open: "Not open", unknown_code: "Not valid here", try_again: "Not valid"
  };
  var memory = {}, items = {}, busy = false, ended = "", last = "", lastAt = 0, waiting = null;
  var list = document.getElementById("list"), now = document.getElementById("now");
  var line = document.getElementById("line"), field = document.getElementById("code");

  /* One entry a scan, so that two tabs of a gate do not write over each other. */
  function keep(scan) {
    try { localStorage.setItem(PREFIX + scan.scan_key, JSON.stringify(scan)); } catch (error) { memory[scan.scan_key] = scan; }
  }

  function drop(key) {
    delete memory[key];
    try { localStorage.removeItem(PREFIX + key); } catch (error) { /* it is in memory alone */ }
  }

  function kept() {
    var found = [], key;
    for (key in memory) found.push(memory[key]);
    try {
      for (var i = 0; i < localStorage.length; i++) {
        key = localStorage.key(i);
        if (key.indexOf(PREFIX) !== 0) continue;
        try { found.push(JSON.parse(localStorage.getItem(key))); } catch (error) { /* not ours */ }
      }
    } catch (error) { /* no storage */ }
    return found.sort(function (a, b) { return a.claimed_at < b.claimed_at ? -1 : 1; });
  }

  function uuid() {
    var raw = crypto.getRandomValues(new Uint8Array(16)), text = "";
    raw[6] = raw[6] & 15 | 64;
    raw[8] = raw[8] & 63 | 128;
    for (var i = 0; i < 16; i++) text += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + (raw[i] + 256).toString(16).slice(1);
    return text;
  }

  function say(scan, text, outcome) {
    var item = items[scan.scan_key];
    if (!item) {
      item = items[scan.scan_key] = document.createElement("li");
      list.insertBefore(item, list.firstChild);
      while (list.children.length > SHOWN) list.removeChild(list.lastChild);
    }
    item.textContent = scan.code + " · " + text;
    item.setAttribute("data-outcome", outcome);
    if (scan.scan_key === last) {
      now.textContent = scan.code + ": " + text;
      now.setAttribute("data-outcome", outcome);
    }
  }

  function count() {
    var n = kept().length;
    line.textContent = ended || (n ? n + " kept, not uploaded yet" : "all uploaded");
  }

  function take(text) {
    var found = /\/q\/([0-9A-Za-z]{7,12})(?:[^0-9A-Za-z]|$)/.exec(text);
    var code = found ? found[1] : text.trim();
    if (!CODE.test(code)) {
      last = "";
      now.textContent = "This is no code";
      now.setAttribute("data-outcome", "no_code");
      return;
    }
    var scan = { code: code, scan_key: uuid(), claimed_at: new Date().toISOString() };
    last = scan.scan_key;
    keep(scan);
    say(scan, "kept, not checked yet", "kept");
    count();
    upload(MOST);
  }

  function later() {
    if (waiting === null && !ended) waiting = window.setTimeout(function () { waiting = null; upload(MOST); }, LATER);
  }

  function upload(most) {
    var scans = kept().slice(0, most);
    if (busy || ended || !scans.length) return;
    busy = true;
    var request = new XMLHttpRequest();
    request.open("POST", "/api/v1/qr/scans");
    request.timeout = 20000;
    request.setRequestHeader("Content-Type", "application/json");
    request.onload = function () {
      var answer = null;
      busy = false;
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = {}; }
      settle(request.status, answer, scans);
    };
    request.onerror = request.ontimeout = function () { busy = false; count(); later(); };
    request.send(JSON.stringify({ sent_at: new Date().toISOString(), scans: scans }));
  }

  function settle(status, answer, scans) {
    var i, told;
    if (status === 200 && answer.data) {
      for (i = 0; i < scans.length; i++) {
        told = answer.data[i];
        drop(scans[i].scan_key);
        told = told.verdict === "refused" ? told.reasons[0] : told.verdict;
        say(scans[i], WORDS[told] || WORDS.try_again, told);
      }
      count();
      upload(MOST);
    } else if (status === 422 && scans.length > 1) {
      upload(1); /* one that we do not read must not hold up the others */
    } else if (status === 422) {
      drop(scans[0].scan_key);
      say(scans[0], "Not valid: is the clock of this phone right?", "unreadable");
      count();
      upload(MOST);
    } else if (status === 401 || status === 403) {
      ended = "This link does not open the gate any more. What is kept here was not counted.";
      count();
    } else {
      count();
      later();
    }
  }

  document.getElementById("form").addEventListener("submit", function (event) {
    event.preventDefault();
    if (field.value) take(field.value);
    field.value = "";
    field.focus();
  });

  function look() {
    var video = document.getElementById("camera"), detector = new BarcodeDetector({ formats: ["qr_code"] });
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (stream) {
      video.srcObject = stream;
      video.hidden = false;
      document.getElementById("look").hidden = true;
      video.play();
      window.setInterval(function () {
        detector.detect(video).then(function (found) {
          if (!found.length) return;
          var text = found[0].rawValue, at = Date.now(), isNew = text !== look.text || at - lastAt > SAME;
          look.text = text;
          lastAt = at; /* as long as it is held before the camera it is one scan */
          if (isNew) take(text);
        }, function () {});
      }, 250);
    }, function () { now.textContent = "No camera. Type the code."; });
  }

  if (window.BarcodeDetector && navigator.mediaDevices) {
    document.getElementById("look").hidden = false;
    document.getElementById("look").addEventListener("click", look);
  }
  window.addEventListener("online", function () { upload(MOST); });
  kept().forEach(function (scan) { say(scan, "kept, not checked yet", "kept"); });
  count();
  upload(MOST);
})();
