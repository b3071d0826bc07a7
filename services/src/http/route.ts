/**
 * What a route is: one declaration with its schemas, from which validation, the answer to whoever is not signed in,
 * and the OpenAPI document come. A route that is not declared here does not exist.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { SignIn } from '../security/sign-in.ts';

/**
 * Who may use a route. `owner`: the sign-in cookie. `observer`: the cookie or the command line's bearer token. `scraper`:
 * these, or the bearer token for figures alone. `command`: the command line's bearer token only. `public`: anyone.
 */
export type Access = 'public' | 'owner' | 'observer' | 'scraper' | 'command';

/** Who asks. */
export interface Asker {
  /** Sign-in of the cookie; undefined on public routes without one, and for the command line. */
  readonly signIn: SignIn | undefined;
  readonly commandLine: boolean;
  /** Holds the token that reads figures. */
  readonly scraper: boolean;
}

/** A WebSocket's opening request after its parts were validated. */
export interface SocketCall<Params, Query> {
  readonly params: Params;
  readonly query: Query;
  readonly asker: Asker;
  readonly traceparent: string;
  readonly request: FastifyRequest;
}

/** One request after its parts were validated. */
export interface Call<Params, Query, Body> extends SocketCall<Params, Query> {
  readonly body: Body;
  readonly reply: FastifyReply;
}

interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify's pattern, such as `/apps/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** Bytes of a JSON body; 64 KiB when not given. */
  readonly bodyLimit?: number;
}

/** A route as the server registers it. */
export interface Route extends Described {
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** Schema of the JSON answer; undefined for routes that answer in another form. */
  readonly answer: z.ZodType | undefined;
  /** Media type of an answer that is not JSON, for the document. */
  readonly media: string | undefined;
  /** Streams the body to the handler instead of parsing it. */
  readonly rawBody: boolean;
  readonly socket: ((socket: WebSocket, call: SocketCall<unknown, unknown>) => void) | undefined;
  run(call: Call<unknown, unknown, unknown>): unknown;
}

type Output<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface JsonRoute<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType,
> extends Described {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  handle(call: Call<Output<Params>, Output<Query>, Output<Body>>): Promise<z.input<Answer>> | z.input<Answer>;
}

/** Declares a route that takes and gives JSON. */
export function jsonRoute<
  Answer extends z.ZodType,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(spec: JsonRoute<Params, Query, Body, Answer>): Route {
  const { handle, params, query, body, answer, ...described } = spec;
  return {
    ...described,
    params,
    query,
    body,
    answer,
    media: undefined,
    rawBody: false,
    socket: undefined,
    run: (call) => handle(validated(call)),
  };
}

interface OtherRoute<Params extends z.ZodType | undefined, Query extends z.ZodType | undefined> extends Described {
  readonly params?: Params;
  readonly query?: Query;
  readonly media: string;
  readonly rawBody?: boolean;
  readonly answer?: z.ZodType;
  /** Sends its answer through `call.reply`, or returns what Fastify sends. */
  handle(call: Call<Output<Params>, Output<Query>, undefined>): unknown;
}

/** Declares a route whose answer (or body) is not JSON. */
export function otherRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
>(spec: OtherRoute<Params, Query>): Route {
  const { handle, params, query, answer, rawBody = false, ...described } = spec;
  return {
    ...described,
    params,
    query,
    body: undefined,
    answer,
    rawBody,
    socket: undefined,
    run: (call) => handle(validated(call)),
  };
}

interface SocketRoute<Params extends z.ZodType | undefined, Query extends z.ZodType | undefined>
  extends Omit<Described, 'method' | 'bodyLimit'> {
  readonly params?: Params;
  readonly query?: Query;
  connect(socket: WebSocket, call: SocketCall<Output<Params>, Output<Query>>): void;
}

/** Declares a WebSocket. */
export function socketRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
>(spec: SocketRoute<Params, Query>): Route {
  const { connect, params, query, ...described } = spec;
  return {
    ...described,
    method: 'GET',
    params,
    query,
    body: undefined,
    answer: undefined,
    media: undefined,
    rawBody: false,
    socket: (socket, call) => connect(socket, opened(call)),
    run: () => undefined,
  };
}

/** States that the parts of a call have passed the schemas of their route, which is what the server does first. */
function validated<Params, Query, Body>(call: Call<unknown, unknown, unknown>): Call<Params, Query, Body>;
function validated(call: Call<unknown, unknown, unknown>): Call<unknown, unknown, unknown> {
  return call;
}

/** The same for a WebSocket. */
function opened<Params, Query>(call: SocketCall<unknown, unknown>): SocketCall<Params, Query>;
function opened(call: SocketCall<unknown, unknown>): SocketCall<unknown, unknown> {
  return call;
}
