// Everything the page sends to the program passes here first, out of the page's reach. Only the two commands of
// the counter and the subscription to its event go through.
const ALLOWED = ["execute", "query", "plugin:event|listen", "plugin:event|unlisten"];

window.__TAURI_ISOLATION_HOOK__ = (payload) => {
  if (!ALLOWED.includes(payload.cmd)) {
    throw new Error(`not a command of the counter: ${payload.cmd}`);
  }
  return payload;
};
