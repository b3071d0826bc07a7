/** `auth.*`: the one owner's sign-in. Apps learn that there is one, and cannot end it. */
import type { ToolHandlers } from '@agentos/tools';
import type { authTools } from '@agentos/tools/families/auth';
import { Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type AuthTool = (typeof authTools)[number]['id'];

export const authHandlers: Pick<ToolHandlers<'services', ToolContext>, AuthTool> = {
  // No tool is reached without a sign-in.
  'auth.verify': () => ({ value: true }),
  'auth.get_user': () => ({ value: { id: 'owner', name: 'Owner', role: 'owner' } }),
  async 'auth.logout'(_params, { caller, signOut }) {
    if (caller !== null) throw new Problem('EPERM', `"${caller.title}" may not sign the owner out`);
    await signOut();
    return { value: true };
  },
  'auth.register'() {
    throw new Problem('ENOTSUP', 'the desktop has one owner: nobody else can be registered');
  },
  'auth.login'() {
    throw new Problem('ENOTSUP', 'nobody signs in by a password: `agentos token` prints an address that signs in once');
  },
};
