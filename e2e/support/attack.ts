/** What a page of a stranger got out of the product. */
export interface Loot {
  /** Answers whose body the page could read. */
  readonly readable: readonly string[];
  readonly tried: number;
}

/**
 * Runs in a page of a stranger: tries to read and to change everything under `target`, in every way in which a page may
 * send requests. Self-contained: it is sent into the browser as text.
 */
export async function attack({ target, paths }: { target: string; paths: readonly string[] }): Promise<Loot> {
  const readable: string[] = [];
  let tried = 0;
  const attempt = async (what: string, init: RequestInit, path: string) => {
    tried += 1;
    try {
      const response = await fetch(target + path, { credentials: 'include', signal: AbortSignal.timeout(4_000), ...init });
      const text = response.type === 'opaque' ? '' : await response.text();
      if (response.type !== 'opaque' && response.status < 400 && text !== '')
        readable.push(`${what} ${path}: ${response.status}`);
    } catch (error) {
      if (!(error instanceof Error)) throw error; // refused by the browser, as it should be
    }
  };
  const json = JSON.stringify({ act: 'restart', uid: '00000000-0000-4000-8000-000000000000', action: 'start', token: 'x' });
  for (const path of paths) {
    await attempt('cors', {}, path);
    await attempt('no-cors', { mode: 'no-cors' }, path);
    for (const method of ['POST', 'DELETE', 'PUT', 'PATCH']) {
      await attempt(method, { method, headers: { 'content-type': 'application/json' }, body: json }, path);
    }
    await attempt('simple', { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: json }, path);
    await attempt('form', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ act: 'restart' }) }, path);
    await attempt('bearer', { headers: { authorization: 'Bearer x' } }, path);
  }
  const frame = document.createElement('iframe');
  frame.src = `${target}/`;
  const framed = new Promise<void>((resolve) => {
    frame.onload = () => resolve();
    setTimeout(resolve, 4_000);
  });
  document.body.append(frame);
  await framed;
  if ((frame.contentDocument?.body.textContent ?? '') !== '') readable.push('frame');
  const socket = new WebSocket(`${target.replace('http', 'ws')}/api/live`);
  const opened = await new Promise<boolean>((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
    setTimeout(() => resolve(false), 4_000);
  });
  if (opened) readable.push('websocket');
  const events = new EventSource(`${target}/api/live?feed=rollcall-demo/fleet`, { withCredentials: true });
  const heard = await new Promise<boolean>((resolve) => {
    events.onopen = () => resolve(true);
    events.onerror = () => resolve(false);
    setTimeout(() => resolve(false), 4_000);
  });
  events.close();
  if (heard) readable.push('event stream');
  return { readable, tried };
}
