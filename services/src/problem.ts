/** The one family of errors of the services: a stable code, a message for people, and the HTTP status it travels with. */

const statusByCode: Readonly<Record<string, number>> = {
  EACCES: 403,
  EPERM: 403,
  ENOENT: 404,
  ESRCH: 404,
  ENOSYS: 404,
  EEXIST: 409,
  ENOTEMPTY: 409,
  EBUSY: 409,
  EFBIG: 413,
  EDQUOT: 413,
  ENOSPC: 507,
  EAGAIN: 429,
  EUNAVAILABLE: 503,
  ETIMEDOUT: 504,
  EIO: 500,
  EPROTO: 502,
};

/** A request that cannot be done. `code` is a POSIX name where one fits. */
export class Problem extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly status: number;

  constructor(code: string, message: string, options: { detail?: string; status?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.detail = options.detail;
    this.status = options.status ?? statusOf(code);
  }
}

/** HTTP status for an error code; 400 for a code that says nothing else. */
export function statusOf(code: string): number {
  return statusByCode[code] ?? 400;
}

/** The stable code of any error that carries one, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
