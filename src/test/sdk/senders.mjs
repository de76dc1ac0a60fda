import { readFileSync } from 'node:fs';
import http from 'node:http';
import { Analytics as CustomerIoAnalytics } from '@customerio/cdp-analytics-node';
import { Analytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import FormerAnalytics from 'analytics-node';
import { chromium } from 'playwright-core';

const USER = { userId: 'u1' };

/** One call of each type, by an SDK for servers. */
function callAll(sdk) {
  sdk.identify({ ...USER, anonymousId: 'a1', traits: { email: 'ada@example.com', logins: 5 } });
  sdk.track({ ...USER, event: 'Item Bought', properties: { revenue: '$19.99' } });
  sdk.page({ ...USER, name: 'Home', properties: { path: '/' } });
  sdk.screen({ ...USER, name: 'Main' });
  sdk.group({ ...USER, groupId: 'g1', traits: { name: 'Initech' } });
  sdk.alias({ ...USER, previousId: 'a2' });
}

async function analyticsNode(url, key) {
  const { pathname, origin } = new URL(url);
  const path = `${pathname === '/' ? '' : pathname}/v1/batch`;
  const sdk = new Analytics({ writeKey: key, host: origin, path, maxEventsInBatch: 6 });
  callAll(sdk);
  return () => sdk.closeAndFlush();
}

async function formerAnalyticsNode(url, key) {
  const sdk = new FormerAnalytics(key, { host: url, flushAt: 6, errorHandler: () => {} });
  callAll(sdk);
  return () => sdk.flush();
}

async function rudderNode(url, key) {
  const sdk = new RudderAnalytics(key, { dataPlaneUrl: url, flushAt: 6 });
  callAll(sdk);
  return () => sdk.flush();
}

async function customerIoNode(url, key) {
  const sdk = new CustomerIoAnalytics({ writeKey: key, host: url, maxEventsInBatch: 6 });
  callAll(sdk);
  return () => sdk.closeAndFlush();
}

/** A shop's page of another origin than Inlet's, with an SDK's script as its package has it. */
async function page(file) {
  const script = readFileSync(new URL(`node_modules/${file}`, import.meta.url));
  const server = http.createServer((request, response) => {
    const isScript = request.url === '/index.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<title>Shop</title><script src="/index.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return server;
}

/**
 * An SDK for browsers, in Chromium.
 *
 * @param file its script
 * @param call runs in the page: loads the SDK, and has it make one call of each type that it knows
 * @param options what else to tell the call
 */
function inBrowser(file, call, options = {}) {
  return async (url, key) => {
    const shop = await page(file);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ['--no-sandbox'],
    });
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${shop.address().port}/`);
    await tab.evaluate(call, [url, key, options]);
    return async () => {
      await browser.close();
      shop.closeAllConnections();
      shop.close();
    };
  };
}

/** analytics.js, loading its settings from Inlet as it would from Segment's CDN. */
async function analyticsNext([cdnURL, writeKey, delivery]) {
  const [analytics] = await AnalyticsNext.AnalyticsBrowser.load(
    { writeKey, cdnURL },
    { integrations: { 'Segment.io': delivery } },
  );
  analytics.setAnonymousId('a1');
  await Promise.race([
    Promise.all([
      analytics.identify('u1', { email: 'ada@example.com', logins: 5 }),
      analytics.track('Item Bought', { revenue: '$19.99' }),
      analytics.page('Home'),
      analytics.screen('Main'),
      analytics.group('g1', { name: 'Initech' }),
      analytics.alias('u1', 'a2'),
    ]),
    new Promise((go) => setTimeout(go, 2_000)),
  ]);
}

/** Its control plane is RudderStack's own, so the page says what that would. It has no screen. */
async function rudderBrowser([url, key]) {
  const config = { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } };
  const source = { id: 's', name: 'shop', writeKey: key, enabled: true, config, destinations: [] };
  const analytics = new rudderanalytics.RudderAnalytics();
  analytics.load(key, url, { getSourceConfig: () => ({ source, updatedAt: '' }) });
  analytics.setAnonymousId('a1');
  analytics.identify('u1', { email: 'ada@example.com', logins: 5 });
  analytics.track('Item Bought', { revenue: '$19.99' });
  analytics.page('Home');
  analytics.group('g1', { name: 'Initech' });
  analytics.alias('u1', 'a2');
  await new Promise((go) => analytics.ready(go));
}

async function hightouch([url, writeKey, batching]) {
  const { host, protocol } = new URL(url);
  const [events] = await HtEvents.HtEventsBrowser.load(
    { writeKey },
    { apiHost: host, protocol: protocol.slice(0, -1), batching },
  );
  events.setAnonymousId('a1');
  await Promise.all([
    events.identify('u1', { email: 'ada@example.com', logins: 5 }),
    events.track('Item Bought', { revenue: '$19.99' }),
    events.page('Home'),
    events.screen('Main'),
    events.group('g1', { name: 'Initech' }),
    events.alias('u1', 'a2'),
  ]);
}

/** It has no screen. */
async function june([url, writeKey]) {
  const { host, protocol } = new URL(url);
  const delivery = { apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) };
  const [analytics] = await AnalyticsNext.AnalyticsBrowser.load({
    writeKey,
    cdnSettings: { integrations: { 'june.so': delivery } },
  });
  analytics.setAnonymousId('a1');
  await Promise.all([
    analytics.identify('u1', { email: 'ada@example.com', logins: 5 }),
    analytics.track('Item Bought', { revenue: '$19.99' }),
    analytics.page('Home'),
    analytics.group('g1', { name: 'Initech' }),
    analytics.alias('u1', 'a2'),
  ]);
}

const ANALYTICS_NEXT = '@segment/analytics-next/dist/umd/index.js';
const HIGHTOUCH = '@ht-sdks/events-sdk-js-browser/dist/umd/index.js';
const BATCHING = { deliveryStrategy: { strategy: 'batching', config: { size: 6, timeout: 500 } } };

/**
 * Each sends one call of every type that it knows to a URL with a key, and returns how to end it.
 *
 * `screens`: whether it knows screen. `sendsAgain`: whether it sends again what was answered 503.
 */
export const SENDERS = [
  { name: '@segment/analytics-node', send: analyticsNode },
  { name: 'analytics-node', send: formerAnalyticsNode },
  { name: '@rudderstack/rudder-sdk-node', send: rudderNode },
  { name: '@customerio/cdp-analytics-node', send: customerIoNode },
  { name: '@segment/analytics-next', send: inBrowser(ANALYTICS_NEXT, analyticsNext) },
  { name: '@segment/analytics-next, batching', send: inBrowser(ANALYTICS_NEXT, analyticsNext, BATCHING) },
  {
    name: '@rudderstack/analytics-js',
    send: inBrowser('@rudderstack/analytics-js/dist/npm/legacy/bundled/umd/index.js', rudderBrowser),
    screens: false,
  },
  { name: '@ht-sdks/events-sdk-js-browser', send: inBrowser(HIGHTOUCH, hightouch, false), sendsAgain: false },
  {
    name: '@ht-sdks/events-sdk-js-browser, batching',
    send: inBrowser(HIGHTOUCH, hightouch, true),
    sendsAgain: false,
  },
  {
    name: '@june-so/analytics-next',
    send: inBrowser('@june-so/analytics-next/dist/umd/index.js', june),
    screens: false,
    sendsAgain: false,
  },
  {
    name: '@segment/analytics-node to Jitsu',
    sender: 'jitsu',
    path: '/api/v1/segment',
    send: analyticsNode,
  },
  { name: 'analytics-node to Jitsu', sender: 'jitsu', path: '/api/v1/segment', send: formerAnalyticsNode },
  {
    name: 'analytics-node to Jitsu, compat',
    sender: 'jitsu',
    path: '/api/v1/segment/compat',
    send: formerAnalyticsNode,
  },
].map((sender) => ({ sender: 'tracking', path: '', screens: true, sendsAgain: true, ...sender }));
