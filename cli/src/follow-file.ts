/** Follows a log file that grows, is emptied when it has grown too long, or does not exist yet. */
import { createReadStream, statSync, unwatchFile, watchFile } from 'node:fs';

const lookEveryMs = 200;

/** Calls `line` for every line written from now on; resolves when `signal` aborts. */
export function followFile(path: string, line: (text: string) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let offset = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    let rest = '';
    let reading = false;
    const read = (): void => {
      const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (size < offset) {
        offset = 0;
        rest = '';
      }
      if (reading || size === offset) return;
      reading = true;
      const stream = createReadStream(path, { start: offset, encoding: 'utf8' });
      stream.on('data', (text) => {
        offset += Buffer.byteLength(text);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const one of lines) line(one);
      });
      stream.on('error', reject);
      stream.on('close', () => {
        reading = false;
        if (!signal.aborted) read();
      });
    };
    watchFile(path, { interval: lookEveryMs }, read);
    signal.addEventListener('abort', () => {
      unwatchFile(path, read);
      resolve();
    });
  });
}
