/** What stands in where no generation is built in: everything else works without it. */
import { type Generation, GenerationError } from '../generation/contract.ts';

export function noGeneration(): Generation {
  const refuse = async (): Promise<never> => {
    throw new GenerationError('EUNAVAILABLE', 'generation is switched off here');
  };
  return {
    generate: refuse,
    chat: refuse,
    health: () => ({ state: 'off', reason: 'generation is switched off' }),
    close: async () => undefined,
  };
}
