/** The failure of a tool: a stable code and a message for people. */

/** Codes are POSIX names where they fit: `EINVAL` bad argument, `ENOENT` nothing there, `EACCES` no right, `EDOM` no such number. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Fields of a form are wrong. Each says so beside itself: nobody needs to be told again. */
export class InvalidForm extends ToolError {
  constructor(message: string) {
    super('EINVAL', message);
  }
}
