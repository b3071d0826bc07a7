/** What went wrong, in words that say what was tried and what to do. */
import { ToolError } from '@os/sdk';

export function describe(error: unknown, doing: string): string {
  if (!(error instanceof ToolError)) return `Could not ${doing}: ${error instanceof Error ? error.message : error}.`;
  switch (error.code) {
    case 'EACCES':
      return `Could not ${doing}: this app is not allowed to observe the system. Its right OBSERVE was taken back.`;
    case 'EUNAVAILABLE':
    case 'ENETDOWN':
      return `Could not ${doing}: the system is not reachable at the moment.`;
    case 'ENOSYS':
      return `Could not ${doing}: this system keeps no events that can be asked about.`;
    default:
      return `Could not ${doing}: ${error.message.replace(/\.$/, '')}.`;
  }
}
