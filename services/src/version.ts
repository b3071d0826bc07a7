/** The version that every layer tells. */
import manifest from '../package.json' with { type: 'json' };

export const version: string = manifest.version;
