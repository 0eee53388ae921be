// Server-sent events with a full read after every (re)connection: an event missed while away would else never show.

const SILENCE_MILLIS = 25_000; // the service sends a heartbeat every 10 s
const RETRY_MILLIS = 2_000;
const REREAD_MILLIS = 2_000; // under a storm of changes everything is read at most this often

/**
 * Listens for ever. `onConnection` is told 'connecting', 'live' or 'lost'; `onEvent` gets name and data in order;
 * `reread` reads everything and resolves when it has, and events that come meanwhile wait for it.
 */
export function listen({onConnection, onEvent, reread}) {
  let source;
  let watchdog;
  let waiting = null; // events held back while everything is being read
  let round = 0;
  let rereading = null;

  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(reconnect, SILENCE_MILLIS);
  };

  function readAllSoon() {
    waiting ??= [];
    rereading ??= setTimeout(() => {
      rereading = null;
      readAll();
    }, REREAD_MILLIS);
  }

  async function readAll() {
    const mine = ++round;
    waiting ??= [];
    try {
      await reread();
    } catch {
      if (mine === round) {
        onConnection('lost');
        setTimeout(reconnect, RETRY_MILLIS);
      }
      return;
    }
    if (mine !== round) {
      return; // a later read is under way and will let the events go
    }
    const held = waiting;
    waiting = null;
    held.forEach(([name, data]) => onEvent(name, data));
    onConnection('live');
  }

  function take(name, message) {
    heard();
    const data = JSON.parse(message.data);
    if (waiting) {
      waiting.push([name, data]);
    } else {
      onEvent(name, data);
    }
  }

  function connect() {
    source = new EventSource('/api/v1/events');
    heard();
    source.addEventListener('ready', () => {
      heard();
      readAll();
    });
    source.addEventListener('resync', () => {
      heard();
      readAllSoon();
    });
    source.addEventListener('heartbeat', heard);
    for (const name of ['score', 'acquisition', 'release', 'operating-point']) {
      source.addEventListener(name, (message) => take(name, message));
    }
    source.onerror = () => {
      onConnection('lost');
      // The browser tries again by itself unless the answer was no event stream at all.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(reconnect, RETRY_MILLIS);
      }
    };
  }

  function reconnect() {
    clearTimeout(watchdog);
    source.close();
    onConnection('connecting');
    connect();
  }

  onConnection('connecting');
  connect();
}
