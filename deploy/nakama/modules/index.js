// The runtime module of the game server (Nakama 3.x, JavaScript). What it does, and how it is installed: ../README.md.
//
// Nakama reads the names of these functions out of the text of InitModule: they must be global functions, registered one
// by one and directly there. The language is ES5.

var AUDIENCE = 'nakama';
var UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
var LEEWAY_SECONDS = 60;
var MOST_ACCOUNTS = 100;

// gRPC codes; Nakama turns each into a status.
var INVALID_ARGUMENT = 3;
var NOT_FOUND = 5;
var ALREADY_EXISTS = 6;
var PERMISSION_DENIED = 7;
var INTERNAL = 13;
var UNAUTHENTICATED = 16;

function InitModule(ctx, logger, nk, initializer) {
  initializer.registerBeforeAuthenticateCustom(annalsBeforeAuthenticateCustom);
  initializer.registerRpc('annals_ban', annalsBan);
  initializer.registerRpc('annals_unban', annalsUnban);
  initializer.registerRpc('annals_delete', annalsDelete);
  initializer.registerRpc('annals_rename', annalsRename);
  initializer.registerRpc('annals_accounts', annalsAccounts);
  if (annalsSecret(ctx)) logger.info('Annals: whoever signs in with a custom id must prove it.');
  else logger.warn('Annals: annals_jwt_secret is not set: whoever has the server key can sign in as anybody.');
}

function annalsSecret(ctx) {
  return (ctx.env && ctx.env['annals_jwt_secret']) || '';
}

function annalsRefuse(code, message) {
  return { message: message, code: code };
}

// With a secret the custom id must be a token of Annals: it is checked and replaced by whom it names. Nakama checks the
// length of the id after this, so a token may be longer than an id. Without a secret everything stays as it is.
function annalsBeforeAuthenticateCustom(ctx, logger, nk, data) {
  var secret = annalsSecret(ctx);
  if (!secret) return data;
  var token = (data.account && data.account.id) || '';
  var claims = annalsClaims(nk, secret, token, Math.floor(Date.now() / 1000));
  if (!claims) throw annalsRefuse(UNAUTHENTICATED, 'This identity is not proved.');
  data.account.id = claims.sub;
  if (typeof claims.username === 'string' && claims.username !== '') data.username = claims.username;
  return data;
}

// The claims of a token that Annals has signed for us and that has not expired, else null.
function annalsClaims(nk, secret, token, now) {
  var parts = String(token).split('.');
  if (parts.length !== 3 || token.length > 8192) return null;
  try {
    var header = JSON.parse(annalsDecode(nk, parts[0]));
    if (!header || header.alg !== 'HS256' || header.crit !== undefined) return null;
    var expected = nk.base64UrlEncode(nk.hmacSha256Hash(parts[0] + '.' + parts[1], secret), false);
    if (!annalsSame(expected, parts[2])) return null;
    var claims = JSON.parse(annalsDecode(nk, parts[1]));
    if (!claims || claims.aud !== AUDIENCE || typeof claims.sub !== 'string' || claims.sub === '') return null;
    if (typeof claims.exp !== 'number' || claims.exp + LEEWAY_SECONDS < now) return null;
    return claims;
  } catch (unreadable) {
    return null;
  }
}

// Without false Nakama expects padding, which tokens do not have. It gives bytes, older versions a text.
function annalsDecode(nk, part) {
  var decoded = nk.base64UrlDecode(part, false);
  return typeof decoded === 'string' ? decoded : nk.binaryToString(decoded);
}

// Takes as long whatever differs.
function annalsSame(one, other) {
  if (one.length !== other.length) return false;
  var difference = 0;
  for (var i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i);
  return difference === 0;
}

function annalsBan(ctx, logger, nk, payload) {
  nk.usersBanId([annalsUserId(annalsInput(ctx, payload))]);
  return '{}';
}

function annalsUnban(ctx, logger, nk, payload) {
  nk.usersUnbanId([annalsUserId(annalsInput(ctx, payload))]);
  return '{}';
}

// Nothing is kept: deleting one that is not there is no error.
function annalsDelete(ctx, logger, nk, payload) {
  nk.accountDeleteId(annalsUserId(annalsInput(ctx, payload)), false);
  return '{}';
}

function annalsRename(ctx, logger, nk, payload) {
  var input = annalsInput(ctx, payload);
  var userId = annalsUserId(input);
  var username = input.username;
  if (typeof username !== 'string' || username === '' || username.length > 128 || /[\u0000-\u001f\u007f]/.test(username))
    throw annalsRefuse(INVALID_ARGUMENT, 'username must be a text of 1 to 128 characters.');
  if (nk.accountsGetId([userId]).length === 0) throw annalsRefuse(NOT_FOUND, 'There is no such account.');
  try {
    nk.accountUpdateId(userId, username);
  } catch (failure) {
    if (/already in use/i.test(String((failure && failure.message) || failure)))
      throw annalsRefuse(ALREADY_EXISTS, 'Username is already in use.');
    throw annalsRefuse(INTERNAL, 'The account could not be renamed.');
  }
  return '{}';
}

// Those of the accounts that are there, so that Annals can compare.
function annalsAccounts(ctx, logger, nk, payload) {
  var ids = annalsInput(ctx, payload).user_ids;
  if (!Array.isArray(ids) || ids.length > MOST_ACCOUNTS)
    throw annalsRefuse(INVALID_ARGUMENT, 'user_ids must be a list of at most ' + MOST_ACCOUNTS + ' ids.');
  for (var i = 0; i < ids.length; i++) annalsUserId({ user_id: ids[i] });
  var found = ids.length === 0 ? [] : nk.accountsGetId(ids);
  var accounts = [];
  for (var j = 0; j < found.length; j++)
    accounts.push({
      user_id: found[j].user.userId,
      custom_id: found[j].customId || '',
      username: found[j].user.username,
      banned: Number(found[j].disableTime || 0) > 0,
    });
  return JSON.stringify({ accounts: accounts });
}

// Only who has the HTTP key: a call with a session names a user, and players have sessions.
function annalsInput(ctx, payload) {
  if (ctx.userId) throw annalsRefuse(PERMISSION_DENIED, 'Only Annals may call this.');
  try {
    var input = JSON.parse(payload || '');
    if (input && typeof input === 'object' && !Array.isArray(input)) return input;
  } catch (unreadable) {
    // Told below.
  }
  throw annalsRefuse(INVALID_ARGUMENT, 'The payload must be a JSON object.');
}

function annalsUserId(input) {
  if (typeof input.user_id !== 'string' || !UUID.test(input.user_id))
    throw annalsRefuse(INVALID_ARGUMENT, 'user_id must be a UUID.');
  return input.user_id;
}
