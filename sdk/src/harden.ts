/**
 * Takes out of the realm what an isolated document must not have: peer connections reach the network past
 * `connect-src`. Imported first, before any code of the app. The services put the same guard in front of every app
 * document; this one covers documents served by a development server.
 */
export function removePeerConnections(scope: object): void {
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (/^(webkit)?RTC/.test(name)) Reflect.deleteProperty(scope, name);
  }
}

removePeerConnections(globalThis);
