/**
 * What stands before the first script of an app's document. Peer connections reach the network past `connect-src`, so
 * their constructors are taken out of the realm before the app can hold one; the document's policy lets it make no other
 * realm (no frames, no popups, no markup from strings).
 *
 * Rule: every document of a frame that can run scripts begins with the guard; what is no HTML runs none.
 */
import { Buffer } from 'node:buffer';

/** Name of the guard below the address of a launch; a bundle has no names with a leading dot. */
export const guardName = '.agentos/guard.js';

export const guardScript = `for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^(webkit)?RTC/.test(name)) delete globalThis[name];
}
document.currentScript?.remove();
`;

/**
 * The document with the guard before everything in it. A parser puts what precedes `<html>` into the head and merges the
 * document's own `<html>` and `<head>` tags with those it has made.
 *
 * @param own absolute address of the app's files, with a closing slash
 */
export function guarded(document: Uint8Array, own: string): Buffer {
  return Buffer.concat([Buffer.from(`<!doctype html><script src="${own}${guardName}"></script>\n`), document]);
}

/** The policy of a file that is no HTML: opened as a document (an SVG, say), it runs nothing. */
export const inertPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
