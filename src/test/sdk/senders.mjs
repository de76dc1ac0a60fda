import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
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

/** A shop's page of another origin than Inlet's, with the SDK as its package has it. */
async function page() {
  const require = createRequire(import.meta.url);
  const script = readFileSync(require.resolve('@segment/analytics-next/dist/umd/index.js'));
  const server = http.createServer((request, response) => {
    const isScript = request.url === '/index.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<title>Shop</title><script src="/index.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return server;
}

/** analytics.js, loading its settings from Inlet as it would from Segment's CDN. */
function analyticsNext(options) {
  return async (url, key) => {
    const shop = await page();
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ['--no-sandbox'],
    });
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${shop.address().port}/`);
    await tab.evaluate(
      async ([cdnURL, writeKey, delivery]) => {
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
      },
      [url, key, options],
    );
    return async () => {
      await browser.close();
      shop.closeAllConnections();
      shop.close();
    };
  };
}

/** Each sends one call of every type to a URL with a key, and returns how to end it. */
export const SENDERS = [
  { name: '@segment/analytics-node', sender: 'tracking', path: '', send: analyticsNode },
  { name: 'analytics-node', sender: 'tracking', path: '', send: formerAnalyticsNode },
  { name: '@rudderstack/rudder-sdk-node', sender: 'tracking', path: '', send: rudderNode },
  { name: '@segment/analytics-next', sender: 'tracking', path: '', send: analyticsNext({}) },
  {
    name: '@segment/analytics-next, batching',
    sender: 'tracking',
    path: '',
    send: analyticsNext({ deliveryStrategy: { strategy: 'batching', config: { size: 6, timeout: 500 } } }),
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
];
