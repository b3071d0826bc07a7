/** What this folder needs of a logger; pino's fits. */
export interface HostLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
