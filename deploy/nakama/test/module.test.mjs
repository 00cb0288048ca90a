// The module with a fake of Nakama's `nk`: what it lets in, what it calls, what it refuses. node --test deploy/nakama/test/
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const text = readFileSync(new URL('../modules/index.js', import.meta.url), 'utf8');
const SECRET = 'a secret that is shared by both of them';
const ID = '5a1d7e7c-3d0b-4b53-9f7c-0d2a6c9f1e10';
const USER = '018f2c5e-7d1a-7abc-8def-0123456789ab';

// Loads it as Nakama does: a script of global functions, whose InitModule registers them by name.
function load({ env = {}, accounts = [], bytes = true } = {}) {
  const registered = { rpc: {} };
  const calls = [];
  const warnings = [];
  const nk = {
    hmacSha256Hash: (input, key) => new Uint8Array(createHmac('sha256', key).update(input).digest()).buffer,
    base64UrlEncode: (input, padding = true) => {
      const encoded = Buffer.from(input).toString('base64url');
      return padding ? encoded + '='.repeat((4 - (encoded.length % 4)) % 4) : encoded;
    },
    base64UrlDecode: (input, padding = true) => {
      if (padding && input.length % 4 !== 0) throw new Error('illegal base64 data');
      if (!/^[\w=-]*$/.test(input)) throw new Error('illegal base64 data');
      const decoded = Buffer.from(input, 'base64url');
      return bytes ? new Uint8Array(decoded).buffer : decoded.toString('utf8');
    },
    binaryToString: (data) => Buffer.from(data).toString('utf8'),
    usersBanId: (ids) => calls.push(['ban', ...ids]),
    usersUnbanId: (ids) => calls.push(['unban', ...ids]),
    accountDeleteId: (id, recorded) => calls.push(['delete', id, recorded]),
    accountUpdateId: (id, username) => {
      if (username === 'taken') throw new Error('Username is already in use.');
      if (username === 'broken') throw new Error('could not reach the database at 10.0.0.3');
      calls.push(['rename', id, username]);
    },
    accountsGetId: (ids) => accounts.filter((account) => ids.includes(account.user.userId)),
  };
  const logger = { info: () => {}, warn: (message) => warnings.push(message) };
  const initializer = {
    registerBeforeAuthenticateCustom: (fn) => (registered.before = fn),
    registerRpc: (name, fn) => (registered.rpc[name] = fn),
  };
  const context = vm.createContext({});
  vm.runInContext(text, context);
  context.InitModule({ env }, logger, nk, initializer);
  return {
    calls,
    warnings,
    // What the VM gives are objects of another realm.
    before: (data, ctx = { env }) => JSON.parse(JSON.stringify(registered.before(ctx, logger, nk, data))),
    rpc: (name, input, ctx = { env }) =>
      JSON.parse(registered.rpc[name](ctx, logger, nk, typeof input === 'string' ? input : JSON.stringify(input))),
    context,
  };
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims = {}, { header = { alg: 'HS256', typ: 'JWT' }, secret = SECRET } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${encode(header)}.${encode({ sub: USER, username: 'mina', aud: 'nakama', iat: now, exp: now + 60, ...claims })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const refused = (code) => (thrown) => thrown.code === code && typeof thrown.message === 'string';

test('without a secret ids stay what they are, and it says so', () => {
  const module = load();
  const data = { account: { id: USER }, username: 'mina' };
  assert.deepEqual(module.before(data), { account: { id: USER }, username: 'mina' });
  assert.equal(module.warnings.length, 1);
});

for (const bytes of [true, false])
  test(`a token is replaced by whom it names, decoded as ${bytes ? 'bytes' : 'text'}`, () => {
    const module = load({ env: { annals_jwt_secret: SECRET }, bytes });
    const proof = token();
    assert.ok(proof.length > 128, 'longer than an id may be');
    assert.deepEqual(module.before({ account: { id: proof, vars: { a: 'b' } }, username: 'somebody else' }), {
      account: { id: USER, vars: { a: 'b' } },
      username: 'mina',
    });
    assert.deepEqual(module.warnings, []);
  });

test('a token that names no username leaves what was asked for', () => {
  const module = load({ env: { annals_jwt_secret: SECRET } });
  assert.deepEqual(module.before({ account: { id: token({ username: undefined }) } }), { account: { id: USER } });
});

const valid = token();
const forgeries = {
  'the id alone': USER,
  nothing: '',
  'another secret': token({}, { secret: 'another secret' }),
  'no signature': valid.slice(0, valid.lastIndexOf('.') + 1),
  'alg none': token({}, { header: { alg: 'none' } }),
  'alg HS512': token({}, { header: { alg: 'HS512' } }),
  'a critical extension': token({}, { header: { alg: 'HS256', crit: ['b64'] } }),
  'a header that is null': token({}, { header: null }),
  expired: token({ exp: Math.floor(Date.now() / 1000) - 61 }),
  'no expiry': token({ exp: undefined }),
  'an expiry that is a text': token({ exp: '9999999999' }),
  'for somebody else': token({ aud: 'annals' }),
  'nobody named': token({ sub: '' }),
  'a number named': token({ sub: 7 }),
  'two parts': valid.split('.').slice(0, 2).join('.'),
  'four parts': `${valid}.x`,
  'a changed claim': valid.replace(/\.[^.]+\./, `.${encode({ sub: ID, aud: 'nakama', exp: 9999999999 })}.`),
  'a changed signature': valid.slice(0, -2) + (valid.endsWith('A') ? 'BB' : 'AA'),
  'no base64': 'a.b!.c',
  'ten thousand bytes': `${'a'.repeat(10_000)}.b.c`,
};
for (const [what, id] of Object.entries(forgeries))
  test(`nobody gets in with ${what}`, () => {
    const module = load({ env: { annals_jwt_secret: SECRET } });
    assert.throws(() => module.before({ account: { id } }), refused(16));
  });

test('nobody gets in without an account', () => {
  const module = load({ env: { annals_jwt_secret: SECRET } });
  assert.throws(() => module.before({}), refused(16));
});

test('bans, unbans and deletes whom it is told, and leaves no tombstone', () => {
  const module = load();
  for (const deed of ['ban', 'unban', 'delete']) assert.deepEqual(module.rpc(`annals_${deed}`, { user_id: ID }), {});
  assert.deepEqual(module.calls, [
    ['ban', ID],
    ['unban', ID],
    ['delete', ID, false],
  ]);
});

const account = (more) => ({ user: { userId: ID, username: 'mina' }, customId: USER, ...more });

test('renames, says when a name is taken or nobody is there, and nothing of what went wrong inside', () => {
  const module = load({ accounts: [account()] });
  module.rpc('annals_rename', { user_id: ID, username: 'hana' });
  assert.deepEqual(module.calls, [['rename', ID, 'hana']]);
  assert.throws(() => module.rpc('annals_rename', { user_id: ID, username: 'taken' }), refused(6));
  assert.throws(() => module.rpc('annals_rename', { user_id: USER, username: 'hana' }), refused(5));
  assert.throws(
    () => module.rpc('annals_rename', { user_id: ID, username: 'broken' }),
    (thrown) => thrown.code === 13 && !thrown.message.includes('10.0.0.3'),
  );
  for (const username of ['', 'a\u0000b', 'a\nb', 'x'.repeat(129), 7, null, undefined, ['a']])
    assert.throws(() => module.rpc('annals_rename', { user_id: ID, username }), refused(3));
});

test('says of each account that is there how it is', () => {
  const module = load({ accounts: [account({ disableTime: 1730332800 })] });
  assert.deepEqual(module.rpc('annals_accounts', { user_ids: [ID, USER] }), {
    accounts: [{ user_id: ID, custom_id: USER, username: 'mina', banned: true }],
  });
  assert.deepEqual(load({ accounts: [account()] }).rpc('annals_accounts', { user_ids: [ID] }).accounts[0].banned, false);
  assert.deepEqual(module.rpc('annals_accounts', { user_ids: [] }), { accounts: [] });
});

test('takes no list that is too long, or holds anything but ids', () => {
  const module = load();
  for (const user_ids of [Array(101).fill(ID), ['x'], [7], ID, null, undefined, {}])
    assert.throws(() => module.rpc('annals_accounts', { user_ids }), refused(3));
});

const rpcs = ['annals_ban', 'annals_unban', 'annals_delete', 'annals_rename', 'annals_accounts'];
for (const name of rpcs) {
  test(`${name} refuses a player, who has a session`, () => {
    const module = load({ accounts: [account()] });
    const ctx = { env: {}, userId: ID };
    assert.throws(() => module.rpc(name, { user_id: ID, user_ids: [ID], username: 'hana' }, ctx), refused(7));
    assert.deepEqual(module.calls, []);
  });
  test(`${name} refuses what is no input`, () => {
    const module = load();
    for (const payload of ['', '{', 'null', '[]', '"x"', '7', '{"user_id":"x"}', '{"user_id":["' + ID + '"]}', '{}'])
      assert.throws(() => module.rpc(name, payload), refused(3));
    assert.deepEqual(module.calls, []);
  });
}

test('every function is global and registered directly in InitModule, as Nakama finds it by reading the text', () => {
  const body = text.slice(text.indexOf('function InitModule'), text.indexOf('\n}\n', text.indexOf('function InitModule')));
  const names = [...body.matchAll(/^ {2}initializer\.register\w+\((?:'\w+', )?(\w+)\);$/gm)].map((match) => match[1]);
  assert.equal(names.length, 6);
  const { context } = load();
  for (const name of names) assert.equal(typeof context[name], 'function', name);
  assert.doesNotMatch(text, /=>|\blet\b|\bconst\b|`|\basync\b/, 'ES5');
});
