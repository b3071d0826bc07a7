/** The browser's doors to the services: fetch, WebSocket, and uploads that tell their progress. */
import type { Transport } from './http.ts';

export function browserTransport(): Transport {
  return {
    fetch: (path, init) => fetch(path, init),
    socket(path, subprotocol) {
      const address = new URL(path, location.href);
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
      return subprotocol === undefined ? new WebSocket(address) : new WebSocket(address, subprotocol);
    },
    upload: (path, content, headers, onProgress) =>
      new Promise((resolve, reject) => {
        // fetch cannot tell how much of a body has gone out.
        const request = new XMLHttpRequest();
        request.open('PUT', path);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.upload.onprogress = (event) => onProgress(event.loaded);
        request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
        request.onerror = () => reject(new Error('the connection was lost'));
        request.send(content);
      }),
  };
}
