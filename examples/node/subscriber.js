// A subscriber of user.events.* as it should be: nothing twice, nothing for ever, nothing unnoticed. docs/subscribers.md says why.
//
//   NATS_URL=nats://localhost:4222 NATS_USER=social-backend NATS_PASSWORD=… NATS_DURABLE=social-backend-consumer \
//     node subscriber.js
//
// Its «database» is a file of lines, written to the disk before a message is acknowledged. Yours is a table: one transaction
// that notes the message's id and changes the user.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { connect, StringCodec } from 'nats';

const stream = process.env.NATS_STREAM ?? 'USER_EVENTS';
const durable = process.env.NATS_DURABLE ?? 'social-backend-consumer';
const file = process.env.JOURNAL ?? 'journal.jsonl';
const mostDeliveries = 5;

/** What has been done, and where each user is; read again at each start. */
class Journal {
  constructor(path) {
    this.ids = new Set();
    this.versions = new Map();
    if (existsSync(path)) {
      // A line without its end was being written when the power went: its message comes again.
      const bytes = readFileSync(path);
      const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
      truncateSync(path, whole.length);
      for (const line of whole.toString().split('\n').filter(Boolean)) this.know(JSON.parse(line));
    }
    this.handle = openSync(path, 'a');
  }

  know({ message, id, version }) {
    this.ids.add(message);
    if (id) this.versions.set(id, version);
  }

  write(line) {
    writeSync(this.handle, JSON.stringify(line) + '\n');
    fsyncSync(this.handle);
    this.know(line);
  }

  close() {
    closeSync(this.handle);
  }
}

/** The event, or an exception for what will never be one, however often it comes. */
function read(msg) {
  const event = JSON.parse(StringCodec().decode(msg.data));
  const text = (name) => {
    if (typeof event?.[name] !== 'string') throw new TypeError(`${name} is no text`);
    return event[name];
  };
  for (const name of ['id', 'email', 'username', 'action']) text(name);
  if (!['created', 'updated', 'deleted'].includes(event.action)) throw new TypeError('an action nobody knows');
  const version = Number(msg.headers?.get('Annals-User-Version'));
  if (!Number.isInteger(version) || version < 1) throw new TypeError('no version');
  return { ...event, version };
}

function handle(msg, journal) {
  const message = msg.headers?.get('Nats-Msg-Id') || `${stream}:${msg.seq}`;
  if (journal.ids.has(message)) return msg.ack(); // It was done, and the acknowledgement got lost.

  let event;
  try {
    event = read(msg);
  } catch (error) {
    // The next delivery would be the same bytes. Annals keeps a note of it: ./annals dead-letters
    journal.write({ message, poison: error.constructor.name, sequence: msg.seq });
    console.error(`☠  ${msg.subject} ${msg.seq} is unreadable and will never be anything else`);
    return msg.term();
  }

  const known = journal.versions.get(event.id) ?? 0;
  if (event.version <= known) {
    journal.write({ message, old: true });
    return msg.ack(); // Later news of this user is there already, and each message tells him whole.
  }
  // One more than known, or the first one of a snapshot, which tells where he is now.
  const isGap = event.version > known + 1 && !msg.headers?.get('Annals-Snapshot');
  if (isGap) console.warn(`⚠  ${event.id}: after version ${known} comes ${event.version}. Nothing of what he is now is missing`);
  console.log(`📨 Received: ${event.action} - ${event.username}`);
  journal.write({ message, id: event.id, version: event.version, action: event.action, gap: isGap || undefined });
  msg.ack();
}

const nc = await connect({
  servers: process.env.NATS_URL ?? 'nats://localhost:4222',
  user: process.env.NATS_USER,
  pass: process.env.NATS_PASSWORD,
  maxReconnectAttempts: -1,
});
const journal = new Journal(file);
const consumer = await nc.jetstream().consumers.get(stream, durable);
const messages = await consumer.consume({ max_messages: 100 });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => messages.stop());

// The loop does not end by itself when somebody deletes the durable: without this it would wait for ever.
(async () => {
  for await (const status of await messages.status()) {
    if (['consumer_deleted', 'consumer_not_found', 'stream_not_found'].includes(status.type)) {
      console.error(`The durable is gone (${status.type})`);
      process.exit(69);
    }
  }
})();

console.log(`👂 Listening to ${stream} as ${durable}`);
for await (const msg of messages) {
  try {
    handle(msg, journal);
  } catch (error) {
    // Our own trouble, a full disk for one: it may pass. What never passes must not keep the others waiting for ever.
    console.error(`${msg.subject} ${msg.seq}: ${error.message}`);
    if (msg.info.deliveryCount >= mostDeliveries) msg.term();
    else msg.nak(1000 * 2 ** (msg.info.deliveryCount - 1));
  }
}
await nc.drain();
journal.close();
