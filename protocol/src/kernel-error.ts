/** The one error of the kernel layer, on both sides of the wire: a POSIX code, a message for people, a subject. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  /** POSIX name: EACCES, EPERM, EBADF, EINVAL, ENOENT, ENOSYS, … */
  readonly code: string;
  /** Machine-readable subject: the capability, path or field. */
  readonly detail: string;

  constructor(code: string, message: string, detail = '') {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}
