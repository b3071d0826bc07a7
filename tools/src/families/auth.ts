/**
 * Who is signed in. The desktop has one owner, who signs in with a one-time token; there are no names and passwords to
 * register, and no app signs anybody in or out.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const name = z.string().min(1).max(200);

export const authTools = [
  declareTool('auth.verify', {
    title: 'Is somebody signed in',
    description: 'Whether the desktop that calls is signed in.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.boolean() }),
    example: {},
  }),
  declareTool('auth.get_user', {
    title: 'Who is signed in',
    description: 'The person at the desktop: its owner.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.object({ id: z.string(), name: z.string(), role: z.string() }) }),
    example: {},
  }),
  declareTool('auth.logout', {
    title: 'Sign out',
    description: 'Ends the sign-in of the desktop that calls. Apps may not: they get EPERM.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.boolean() }),
    example: {},
  }),
  declareTool('auth.register', {
    title: 'Register a person',
    description: 'Always refused (ENOTSUP): the desktop has one owner.',
    site: 'services',
    params: z.object({ username: name, password: name, email: name.optional() }),
    result: z.object({ value: z.boolean() }),
    example: { username: 'ada', password: 'a password' },
  }),
  declareTool('auth.login', {
    title: 'Sign in by password',
    description: 'Always refused (ENOTSUP): who has the one-time token of the command line signs in, in the browser.',
    site: 'services',
    params: z.object({ username: name, password: name }),
    result: z.object({ value: z.boolean() }),
    example: { username: 'ada', password: 'a password' },
  }),
] as const;
