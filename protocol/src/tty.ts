/**
 * The terminal stream: WebSocket `GET /apps/:id/tty`, subprotocol `agentos.tty.v1`, binary messages of one type byte
 * and a payload (big-endian numbers).
 *
 *   0 data         bytes, both ways
 *   1 resize       u16 rows, u16 columns; to the services
 *   2 acknowledge  u32 bytes consumed since the last one; to the services, which stop sending TTY_WINDOW_BYTES ahead
 *   3 exit         i32 exit code, -1 when a signal ended the program; to the browser, the last message
 */
export const TTY_SUBPROTOCOL = 'agentos.tty.v1';
export const TTY_WINDOW_BYTES = 128 * 1024;
export const TTY_SCROLLBACK_BYTES = 256 * 1024;

export const TtyType = { data: 0, resize: 1, acknowledge: 2, exit: 3 } as const;

export type TtyMessage =
  | { type: 'data'; bytes: Uint8Array }
  | { type: 'resize'; rows: number; columns: number }
  | { type: 'acknowledge'; bytes: number }
  | { type: 'exit'; code: number };

export function encodeTty(message: TtyMessage): Uint8Array<ArrayBuffer> {
  switch (message.type) {
    case 'data': {
      const out = new Uint8Array(1 + message.bytes.length);
      out[0] = TtyType.data;
      out.set(message.bytes, 1);
      return out;
    }
    case 'resize': {
      const out = new DataView(new ArrayBuffer(5));
      out.setUint8(0, TtyType.resize);
      out.setUint16(1, message.rows);
      out.setUint16(3, message.columns);
      return new Uint8Array(out.buffer);
    }
    case 'acknowledge': {
      const out = new DataView(new ArrayBuffer(5));
      out.setUint8(0, TtyType.acknowledge);
      out.setUint32(1, message.bytes);
      return new Uint8Array(out.buffer);
    }
    case 'exit': {
      const out = new DataView(new ArrayBuffer(5));
      out.setUint8(0, TtyType.exit);
      out.setInt32(1, message.code);
      return new Uint8Array(out.buffer);
    }
  }
}

/** Decodes one message, or gives undefined for what is not one (wrong length, unknown type). */
export function decodeTty(bytes: Uint8Array): TtyMessage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) return undefined;
  const type = view.getUint8(0);
  if (type === TtyType.data) return { type: 'data', bytes: bytes.subarray(1) };
  if (bytes.length !== 5) return undefined;
  if (type === TtyType.resize) return { type: 'resize', rows: view.getUint16(1), columns: view.getUint16(3) };
  if (type === TtyType.acknowledge) return { type: 'acknowledge', bytes: view.getUint32(1) };
  if (type === TtyType.exit) return { type: 'exit', code: view.getInt32(1) };
  return undefined;
}
