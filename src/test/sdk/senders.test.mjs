import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Inlet, Proxy, eventually } from './inlet.mjs';
import { SENDERS } from './senders.mjs';

let inlet;
let accounts = 0;

before(async () => {
  inlet = await Inlet.start();
});

after(() => inlet.stop());

/** Each of the calls is stored once, and not twice. */
async function eachIsFoundOnce(account, { screens }, times = 1) {
  const views = screens ? ['page Home', 'screen Main'] : ['page Home'];
  const deliveries = times * (views.length + 4);
  await eventually(`${deliveries} deliveries of ${account} are stored`, async () => {
    const pages = await inlet.list(account, 'pages');
    return (await inlet.list(account, 'deliveries')).length >= deliveries && pages.length >= views.length;
  });

  const contacts = await inlet.list(account, 'contacts');
  assert.deepEqual(contacts.map((contact) => contact.id), ['u1']);
  assert.equal(contacts[0].fields.email, 'ada@example.com');
  assert.equal(contacts[0].traits.logins, 5);
  assert.deepEqual(contacts[0].anonymousIds.sort(), ['a1', 'a2']);
  assert.deepEqual(contacts[0].companies.map((company) => company.name), ['Initech']);
  const events = await inlet.list(account, 'events');
  assert.deepEqual(events.map((event) => [event.event, event.revenue]), [['Item Bought', 19.99]]);
  const pages = await inlet.list(account, 'pages');
  assert.deepEqual(pages.map((page) => `${page.kind} ${page.name}`).sort(), views);
  const companies = await inlet.list(account, 'companies');
  assert.deepEqual(companies.map((company) => company.groupId), ['g1']);
}

/** Sends by an SDK through a proxy, and lets a check look at what came of it. */
async function sending({ sender, path, send }, options, check) {
  const account = `sdk-${++accounts}`;
  const key = await inlet.newKey(account, sender);
  const proxy = await Proxy.before(inlet, options);
  let end = async () => {};
  try {
    end = await send(proxy.url + path, key);
    await check(account, proxy);
  } finally {
    await end();
    await proxy.stop();
  }
}

for (const sender of SENDERS) {
  describe(sender.name, () => {
    it('has each call found once', async () => {
      await sending(sender, {}, (account) => eachIsFoundOnce(account, sender));
    });

    it('has each call found once when everything is sent twice', async () => {
      await sending(sender, { twice: true }, (account) => eachIsFoundOnce(account, sender, 2));
    });

    it(sender.sendsAgain ? 'sends again what was unavailable' : 'loses what was unavailable', async () => {
      await inlet.maintenance(true);
      try {
        await sending(sender, {}, async (account, proxy) => {
          await eventually('Inlet answered 503', () => proxy.statuses.includes(503));
          assert.deepEqual(await inlet.list(account, 'contacts'), []);
          await inlet.maintenance(false);
          if (sender.sendsAgain) {
            await eachIsFoundOnce(account, sender);
          } else {
            await isNotSentAgain(account, proxy);
          }
        });
      } finally {
        await inlet.maintenance(false);
      }
    });
  });
}

/** What was refused once is not seen again, for longer than any of these SDKs waits at first. */
async function isNotSentAgain(account, proxy) {
  const answered = proxy.statuses.length;
  await new Promise((later) => setTimeout(later, 5_000));
  assert.equal(proxy.statuses.length, answered);
  assert.deepEqual(await inlet.list(account, 'contacts'), []);
}
