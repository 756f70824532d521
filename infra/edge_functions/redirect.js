import cf from 'cloudfront';
import crypto from 'crypto';

// Answers a visitor of a hot link at the edge, as functions/tracking_redirect/redirect.py would; whatever it is not sure
// of goes on to that Lambda. CloudFront Functions, cloudfront-js-2.0: ECMAScript 5.1 and a little more, 10 KB, 1 ms.
// The click is counted from the real-time log: its id travels in the media type, which the log has, and holds the
// request's id, which it has too (functions/tracking_redirect/edge_clicks/readings.py).

const LINK = /^\/t\/([0-9A-Za-z][0-9A-Za-z_-]{0,63})$/;
const SENDABLE = /^[A-Za-z0-9%!$&'()*+,;=:@\/?._~[\]|-]*$/;
const PREFETCH = /(^|[^a-z-])(prefetch|preview|prerender)([^a-z-]|$)/;
const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];
const CLICK_ID = 'aclid';
const SCAN = 'qr';
const LONGEST_LOCATION = 8000;

function nameOf(part) {
  // Throws for what is no UTF-8: the Lambda reads that its own way.
  return decodeURIComponent(part.split('=')[0].replace(/\+/g, ' '));
}

function partsOf(query) {
  return query.split('&').filter(function (part) { return part !== ''; });
}

function cut(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place)];
}

function joined(destination, cameWith, ours) {
  const address = cut(destination, '#');
  const path = cut(address[0], '?');
  const replaced = cameWith.map(nameOf).concat([CLICK_ID]);
  const kept = partsOf(path[1].slice(1)).filter(function (part) { return replaced.indexOf(nameOf(part)) < 0; });
  return path[0] + '?' + kept.concat(cameWith, [ours]).join('&') + address[1];
}

function locationOf(destination, query, clickId) {
  const ours = CLICK_ID + '=' + clickId;
  const cameWith = partsOf(query).filter(function (part) {
    const name = nameOf(part);
    return name !== CLICK_ID && name !== SCAN;
  });
  const location = joined(destination, cameWith, ours);
  return location.length <= LONGEST_LOCATION ? location : joined(destination, [], ours);
}

function clickIdOf(requestId, now) {
  // A UUID version 7 whose random bits are those of the request's id.
  const bits = crypto.createHash('sha256').update(requestId).digest('hex');
  const time = ('000000000000' + now.toString(16)).slice(-12);
  const variant = ((parseInt(bits.charAt(3), 16) & 3) | 8).toString(16);
  return time + '7' + bits.slice(0, 3) + variant + bits.slice(4, 19);
}

function looksAhead(headers) {
  return PURPOSES.some(function (name) {
    return headers[name] !== undefined && PREFETCH.test(headers[name].value.toLowerCase());
  });
}

async function answer(event) {
  const request = event.request;
  const found = LINK.exec(request.uri);
  const query = request.rawQueryString() || '';
  if (request.method !== 'GET' || !found || !SENDABLE.test(query) || looksAhead(request.headers)) {
    return request;
  }
  const link = await cf.kvs().get(found[1], { format: 'json' });
  const now = Date.now();
  if (link.ends !== null && link.ends <= now) {
    return request;
  }
  const clickId = clickIdOf(event.context.requestId, now);
  return {
    statusCode: 302,
    statusDescription: 'Found',
    headers: {
      location: { value: locationOf(link.to, query, clickId) },
      'cache-control': { value: 'no-store' },
      'referrer-policy': { value: 'no-referrer-when-downgrade' },
      'x-robots-tag': { value: 'noindex' },
      'content-type': { value: 'text/html; click=' + clickId },
    },
  };
}

async function handler(event) {
  try {
    return await answer(event);
  } catch (error) {
    return event.request; // not in the store, or not to be read: the Lambda knows
  }
}
