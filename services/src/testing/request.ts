/** Plain HTTP requests for tests, with any header a hostile client may send. */
import { type IncomingHttpHeaders, request } from 'node:http';

export interface SendOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes as they are, anything else as JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts
  readonly json: any;
}

export function send(port: number, options: SendOptions): Promise<Answer> {
  const { method, path, body } = options;
  const raw = Buffer.isBuffer(body);
  const bytes = body === undefined ? undefined : raw ? body : Buffer.from(JSON.stringify(body));
  const type = bytes === undefined || raw ? {} : { 'content-type': 'application/json' };
  const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, agent: false, headers: { ...type, ...length, ...options.headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const all = Buffer.concat(parts);
          const text = all.toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: all,
            text,
            get json() {
              return JSON.parse(text);
            },
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });
}
