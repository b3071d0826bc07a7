/** JSON values as tools take and give them. */
import type { z } from 'zod';

export type Json = z.core.util.JSONType;
export type JsonObject = { [name: string]: Json };
