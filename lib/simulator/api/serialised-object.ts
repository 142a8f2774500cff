import type { StoredObject, StoreEvent } from './object-store.ts';

const texts = new WeakMap<StoredObject, string>();
const lines = new WeakMap<StoredObject, string>();

/** The object's JSON, made once: stored objects never change. */
export function objectText(object: StoredObject): string {
  let text = texts.get(object);
  if (text === undefined) {
    text = JSON.stringify(object);
    texts.set(object, text);
  }
  return text;
}

/** The object's JSON as an item of a typed list: without kind and apiVersion, as the API server sends it. */
export function itemText(object: StoredObject): string {
  const prefix = `{"kind":${JSON.stringify(object.kind)},"apiVersion":${JSON.stringify(object.apiVersion)},`;
  const text = objectText(object);
  return text.startsWith(prefix) ? `{${text.slice(prefix.length)}` : text;
}

/** One line of a watch. The line of the write that stored the object is made once and shared by all watchers. */
export function watchLine(type: StoreEvent['type'], object: StoredObject, event?: StoreEvent): string {
  if (event?.object !== object || event.type !== type) return `{"type":"${type}","object":${objectText(object)}}\n`;
  let line = lines.get(object);
  if (line === undefined) {
    line = `{"type":"${type}","object":${objectText(object)}}\n`;
    lines.set(object, line);
  }
  return line;
}
