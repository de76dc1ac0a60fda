// What a vendor would write with Express and pg in an afternoon: one statement a call on PostgreSQL, which remembers
// the message and writes its effect if it is new, and 200 once that is committed. It does as little as
// ByHandEndpoint.java does. Listens on PORT, stores in DATABASE_URL.
import express from 'express';
import pg from 'pg';

const CREDENTIALS = 'Basic c2VnbWVudDo=';
const NEW = 'WITH fresh AS (INSERT INTO message (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id)';

const IDENTIFY = `${NEW}
  INSERT INTO contact AS old (id, traits) SELECT $2, $3::jsonb FROM fresh
  ON CONFLICT (id) DO UPDATE SET traits = old.traits || EXCLUDED.traits`;
const GROUP = `${NEW},
  member AS (INSERT INTO membership (contact, company) SELECT $2, $3 FROM fresh ON CONFLICT DO NOTHING)
  INSERT INTO company AS old (id, traits) SELECT $3, $4::jsonb FROM fresh
  ON CONFLICT (id) DO UPDATE SET traits = old.traits || EXCLUDED.traits`;
const EVENT = `${NEW}
  INSERT INTO event (contact, name, properties, happened) SELECT $2, $3, $4::jsonb, $5::timestamptz FROM fresh`;

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const application = express();
application.use(express.json({ limit: '512kb' }));

application.post('/destination', async (request, response) => {
  if (request.get('Authorization') !== CREDENTIALS) {
    response.status(401).json({});
    return;
  }
  await database.query(statement(request.body));
  response.json({});
});

application.get('/ready', (request, response) => {
  response.json({});
});

// A statement that has a name is parsed once for each connection.
function statement(call) {
  switch (call.type) {
    case 'identify':
      return { name: 'identify', text: IDENTIFY, values: [call.messageId, call.userId, call.traits] };
    case 'group':
      return { name: 'group', text: GROUP, values: [call.messageId, call.userId, call.groupId, call.traits] };
    default:
      return {
        name: 'event',
        text: EVENT,
        values: [call.messageId, call.userId, call.event ?? call.name, call.properties, call.timestamp],
      };
  }
}

const server = application.listen(Number(process.env.PORT), '127.0.0.1');
server.keepAliveTimeout = 75_000; // as long as Inlet keeps a connection
