/**
 * Requests to the services: same-origin, with the cookie, the trace of the click, and failures as values.
 * Answers are checked for their shape in the cheapest way that makes a wrong answer a failure and not a crash.
 */
import type { Trace } from './trace.ts';

/** A request that failed: `code` is stable, `message` is for people. `status` is 0 when no answer came. */
export interface RequestFailure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

export type Outcome<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: RequestFailure };

/** The doors to the outside, so that the desktop also runs on services in memory. */
export interface Transport {
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** Opens a WebSocket to a path of the services. */
  socket(path: string, subprotocol?: string): WebSocket;
  /** A PUT that tells how many bytes have gone out. */
  upload(
    path: string,
    content: Blob,
    headers: Record<string, string>,
    onProgress: (sent: number) => void,
  ): Promise<Response>;
}

export interface Http {
  request<Data>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    accepts: (answer: unknown) => answer is Data,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Outcome<Data>>;
  /** An answer that is not JSON. */
  raw(path: string, init?: RequestInit): Promise<Outcome<Response>>;
  upload(path: string, content: Blob, onProgress: (sent: number) => void): Promise<Outcome<unknown>>;
}

export function createHttp(transport: Transport, trace: Trace, onSignedOut: () => void): Http {
  async function settle(answer: Promise<Response>, signal?: AbortSignal | null): Promise<Outcome<Response>> {
    let response: Response;
    try {
      response = await answer;
    } catch (error) {
      if (signal?.aborted) return failure(0, 'ECANCELED', 'The request was called off.');
      const detail = error instanceof Error ? error.message : undefined;
      return failure(0, 'ENETDOWN', 'AgentOS cannot be reached right now.', detail);
    }
    if (response.ok) return { ok: true, data: response };
    if (response.status === 401) onSignedOut();
    return { ok: false, error: await failureOf(response) };
  }

  function raw(path: string, init: RequestInit = {}): Promise<Outcome<Response>> {
    const headers = new Headers(init.headers);
    headers.set('traceparent', trace.parent());
    return settle(transport.fetch(path, { credentials: 'same-origin', ...init, headers }), init.signal);
  }

  return {
    raw,
    async upload(path, content, onProgress) {
      const headers = {
        traceparent: trace.parent(),
        'content-type': content.type === '' ? 'application/octet-stream' : content.type,
      };
      const sent = await settle(transport.upload(path, content, headers, onProgress));
      return sent.ok ? { ok: true, data: await sent.data.json().catch(() => null) } : sent;
    },
    async request(method, path, accepts, body, signal) {
      const init: RequestInit = { method, headers: { accept: 'application/json' } };
      if (signal !== undefined) init.signal = signal;
      if (body !== undefined) {
        init.body = JSON.stringify(body);
        init.headers = { accept: 'application/json', 'content-type': 'application/json' };
      }
      const answered = await raw(path, init);
      if (!answered.ok) return answered;
      try {
        const answer: unknown = await answered.data.json();
        if (accepts(answer)) return { ok: true, data: answer };
      } catch {
        // Falls through: no JSON is a wrong answer too.
      }
      return failure(answered.data.status, 'EPROTO', `AgentOS gave an answer to ${path} that makes no sense.`);
    },
  };
}

function failure(status: number, code: string, message: string, detail?: string): { ok: false; error: RequestFailure } {
  return { ok: false, error: { status, code, message, ...(detail === undefined ? {} : { detail }) } };
}

async function failureOf(response: Response): Promise<RequestFailure> {
  const { status } = response;
  try {
    const body: unknown = await response.json();
    if (isRecord(body) && typeof body.error === 'string') {
      return {
        status,
        code: typeof body.code === 'string' ? body.code : `HTTP${status}`,
        message: body.error,
        ...(typeof body.detail === 'string' ? { detail: body.detail } : {}),
      };
    }
  } catch {
    // No JSON: the status has to do.
  }
  return { status, code: `HTTP${status}`, message: `AgentOS answered ${status} ${response.statusText}`.trim() };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
