/**
 * Where pictures, players and frames get their content: `data:` as it is, a file of the namespace through the services as
 * this app. Nothing is asked of the network: the desktop's own policy would refuse it.
 */
import type { JsonObject } from '@agentos/blueprint';
import { useEffect, useState } from 'react';
import { textOf, useSurface } from './part.ts';

export interface Source {
  /** What the page may load; undefined while it is on its way. */
  readonly address: string | undefined;
  readonly fault: string | undefined;
  /** The file as it was read; undefined for `data:`. */
  readonly blob: Blob | undefined;
}

const nothing: Source = { address: undefined, fault: undefined, blob: undefined };

/** What `src` (literal) or `file` (may come from data, then it is below `/home`) names. */
export function sourceOf(props: JsonObject): string {
  const file = textOf(props, 'file');
  return file === undefined || file === '' ? (textOf(props, 'src') ?? '') : file;
}

/** The page of the network that `src` names; never what comes from data, which could leave with the address. */
export function outsideOf(props: JsonObject): string | undefined {
  const named = sourceOf(props);
  const literal = textOf(props, 'src');
  return named === literal && /^https:\/\//.test(named) && URL.canParse(named) ? named : undefined;
}

/** `tries` reads a file again when it changes. */
export function useSource(named: string, accepts: RegExp, tries = 0): Source {
  const { host } = useSurface();
  const [loaded, setLoaded] = useState<{ named: string; source: Source } | null>(null);
  const isFile = named.startsWith('/home/');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another reading
  useEffect(() => {
    if (!isFile) return;
    let address: string | undefined;
    let gone = false;
    void host.download(named).then((outcome) => {
      if (gone) return;
      if (outcome.ok) address = URL.createObjectURL(outcome.blob);
      setLoaded({
        named,
        source: outcome.ok
          ? { address, fault: undefined, blob: outcome.blob }
          : { ...nothing, fault: `${named}: ${outcome.error.message}` },
      });
    });
    return () => {
      gone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [host, named, isFile, tries]);
  if (named === '') return nothing;
  if (isFile) return loaded?.named === named ? loaded.source : nothing;
  if (accepts.test(named)) return { ...nothing, address: named };
  const why = /^https:\/\//.test(named)
    ? 'the desktop loads nothing from the network into its windows; keep the file under /home'
    : 'only data: addresses and files under /home are shown';
  return { ...nothing, fault: `src: ${why}` };
}
