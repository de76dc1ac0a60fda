import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PASSWORD = "the admin's password";
const EVERY_TYPE = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Asks until the answer is true, and fails after a minute. */
export async function eventually(what, ask) {
  const end = Date.now() + 60_000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** A real Inlet in a process of its own, with its files in a folder of its own. */
export class Inlet {
  static async start() {
    const inlet = new Inlet();
    inlet.folder = mkdtempSync(join(tmpdir(), 'inlet-sdk-'));
    inlet.port = await freePort();
    inlet.consolePort = await freePort();
    inlet.process = spawn(
      process.env.JAVA,
      ['-XX:TieredStopAtLevel=1', '--enable-native-access=ALL-UNNAMED', '-jar', process.env.INLET_JAR],
      {
        env: {
          ...process.env,
          MICRONAUT_SERVER_PORT: String(inlet.port),
          INLET_CONSOLE_PORT: String(inlet.consolePort),
          INLET_DATA_DIR: inlet.folder,
          INLET_ADMIN_PASSWORD: PASSWORD,
        },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    await eventually('Inlet is ready', async () => {
      try {
        return (await fetch(`http://127.0.0.1:${inlet.consolePort}/health/readiness`)).ok;
      } catch {
        return false;
      }
    });
    return inlet;
  }

  async admin(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${this.consolePort}${path}`, {
      method,
      headers: { authorization: `Bearer ${PASSWORD}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** A new account's key for every type of call by one sender. */
  async newKey(account, sender) {
    await this.admin('POST', '/api/accounts', { id: account, name: account });
    const key = { name: 'sdk', permissions: EVERY_TYPE, senders: [sender] };
    return (await this.admin('POST', `/api/accounts/${account}/keys`, key)).key;
  }

  async list(account, what) {
    return (await this.admin('GET', `/api/accounts/${account}/${what}?limit=200`))[what];
  }

  maintenance(enabled) {
    return this.admin('PUT', '/api/maintenance', { enabled });
  }

  async stop() {
    const ended = new Promise((end) => this.process.once('exit', end));
    this.process.kill();
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

/** Stands between an SDK and Inlet: counts what Inlet answered, and can send every call twice. */
export class Proxy {
  static async before(inlet, { twice = false } = {}) {
    const proxy = new Proxy();
    proxy.statuses = [];
    proxy.server = http.createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      if (twice && request.method === 'POST') await proxy.forward(inlet, request, body);
      const answer = await proxy.forward(inlet, request, body);
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    proxy.server.listen(0, '127.0.0.1');
    await new Promise((ready) => proxy.server.once('listening', ready));
    proxy.url = `http://localhost:${proxy.server.address().port}`;
    return proxy;
  }

  forward(inlet, request, body) {
    return new Promise((answered, failed) => {
      const onward = http.request(
        {
          host: '127.0.0.1',
          port: inlet.port,
          method: request.method,
          path: request.url,
          headers: request.headers,
        },
        async (answer) => {
          const chunks = [];
          for await (const chunk of answer) chunks.push(chunk);
          if (request.method === 'POST') this.statuses.push(answer.statusCode);
          answered({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
        },
      );
      onward.on('error', failed);
      onward.end(body);
    });
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
