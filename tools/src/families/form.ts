/** Forms: a component with fields inside, each with its `validate`. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId } from '../path.ts';

const formId = componentId.describe('id of the component that holds the fields');

export const formTools = [
  declareTool('form.validate', {
    title: 'Check a form',
    description:
      'Checks every field below a component and shows what is wrong beside it. Gives whether all is right, and the message of each ' +
      'field that is not, by id.',
    site: 'shell',
    params: z.object({ form_id: formId }),
    result: z.object({ value: z.boolean(), errors: z.record(z.string(), z.string()) }),
    example: { form_id: 'contact' },
  }),
  declareTool('form.submit', {
    title: 'Send a form',
    description:
      'Checks every field below a component as form.validate does. When all is right its submit handler runs; else this is an error ' +
      '(EINVAL), which ends the handler.',
    site: 'shell',
    params: z.object({ form_id: formId }),
    result: z.object({}),
    example: { form_id: 'contact' },
  }),
  declareTool('form.reset', {
    title: 'Reset a form',
    description:
      'Puts back what the fields below a component held when the app was new, and takes their messages away.',
    site: 'shell',
    params: z.object({ form_id: formId }),
    result: z.object({}),
    example: { form_id: 'contact' },
  }),
] as const;
