/** The desktop's typeface as bytes, fetched once: isolated documents get it through their port. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

let bytes: Promise<ArrayBuffer | undefined> | undefined;

export function interFace(): Promise<ArrayBuffer | undefined> {
  bytes ??= fetch(interUrl).then(
    (response) => (response.ok ? response.arrayBuffer() : undefined),
    () => undefined,
  );
  return bytes;
}
