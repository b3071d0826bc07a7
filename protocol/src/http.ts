/** Bodies of the HTTP routes. Field names of the original routes are kept; times are milliseconds since the epoch. */
import { z } from 'zod';
import { Json } from './json.ts';
import { WindowLayout } from './window.ts';

export const AppType = z.enum(['blueprint', 'native_web', 'native_proc']);
export type AppType = z.infer<typeof AppType>;

/** An id that may become part of a path: lower-case letters, digits, `-`, `_` and `.`, not starting with a dot. */
export const PackageId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower-case letters, digits, dot, dash and underscore');

/** Failure of any route or tool. `code` is stable (POSIX names where they fit); `error` is for people. */
export const Failure = z.object({
  success: z.literal(false),
  error: z.string(),
  code: z.string(),
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof Failure>;

// ---------------------------------------------------------------------------------------------- manifests, registry

export const ProcManifest = z.object({
  executable: z.string().min(1).max(4096),
  args: z.array(z.string().max(4096)).max(64).default([]),
  working_dir: z.string().max(4096).default('/home'),
  ui_type: z.enum(['terminal', 'headless', 'custom']).default('terminal'),
  env: z.record(z.string().max(128), z.string().max(4096)).default({}),
  network: z.enum(['none', 'shared']).default('none'),
});
export type ProcManifest = z.infer<typeof ProcManifest>;

/** What every package has, whatever its type. */
export const PackageMetadata = z.object({
  id: PackageId,
  name: z.string().min(1).max(80),
  description: z.string().max(500).default(''),
  icon: z.string().max(64).default(''),
  category: z.string().max(40).default('utilities'),
  version: z.string().max(32).default('1.0.0'),
  author: z.string().max(80).default(''),
  tags: z.array(z.string().max(40)).max(20).default([]),
  type: AppType,
  permissions: z.array(z.string().max(300)).max(64).default(['STANDARD']),
  /** Where it came from: with the system, put into the apps folder, generated, imported. */
  origin: z.enum(['shipped', 'local', 'generated', 'imported']).default('local'),
  created_at: z.number().default(0),
  updated_at: z.number().default(0),
  /** Initial and smallest size of its window, CSS pixels. */
  window: z
    .object({
      width: z.number().int().min(120).max(4000),
      height: z.number().int().min(80).max(4000),
      min_width: z.number().int().min(120).max(4000).optional(),
      min_height: z.number().int().min(80).max(4000).optional(),
    })
    .optional(),
  /** A second launch focuses the running instance instead. */
  single_instance: z.boolean().default(false),
});
export type PackageMetadata = z.infer<typeof PackageMetadata>;

/** A package with what is needed to run it; `blueprint` is validated by the Blueprint layer. */
export const Package = PackageMetadata.extend({
  blueprint: Json.optional(),
  proc_manifest: ProcManifest.optional(),
  /** Folder of the built bundle of a web app, relative to the package. */
  bundle: z.string().max(200).optional(),
});
export type Package = z.infer<typeof Package>;

/** `manifest.json` of a web or process app. */
export const AppManifest = Package.omit({ blueprint: true, origin: true, created_at: true, updated_at: true });
export type AppManifest = z.infer<typeof AppManifest>;

export const RegistrySaveRequest = z.object({
  /** A running generated or edited app … */
  app_id: z.string().max(64).optional(),
  /** … or a Blueprint document to import. */
  blueprint: Json.optional(),
  description: z.string().max(500).optional(),
  icon: z.string().max(64).optional(),
  category: z.string().max(40).optional(),
  tags: z.array(z.string().max(40)).max(20).optional(),
});
export const RegistrySaveResponse = z.object({ success: z.literal(true), package_id: z.string() });
export const RegistryListResponse = z.object({
  apps: z.array(PackageMetadata),
  stats: z.object({
    total_packages: z.number(),
    categories: z.record(z.string(), z.number()),
    last_updated: z.number(),
  }),
});

export const LaunchRequest = z.object({
  parent_id: z.string().max(64).optional(),
  args: z.record(z.string(), Json).default({}),
});

// ------------------------------------------------------------------------------------------------------ running apps

export const AppState = z.enum(['spawning', 'active', 'background', 'suspended', 'destroyed']);

/** Where the frame of a web app loads from; `host` is null when frames share the shell's host (a bare IP). */
export const AppFrame = z.object({
  launch_id: z.string(),
  host: z.string().nullable(),
  path: z.string(),
});
export type AppFrame = z.infer<typeof AppFrame>;

/** One running app. `id` is the instance, `package_id` the registry entry. */
export const App = z.object({
  id: z.string(),
  hash: z.string(),
  package_id: z.string(),
  title: z.string(),
  icon: z.string(),
  type: AppType,
  state: AppState,
  parent_id: z.string().nullable(),
  created_at: z.number(),
  /** Kernel process behind it; 0 after it has ended. */
  sandbox_pid: z.number(),
  /** Blueprint document (type `blueprint`). */
  ui_spec: Json.nullable(),
  frame: AppFrame.nullable(),
  /** Process apps: whether the program runs, and its exit code when it has ended. */
  process: z
    .object({ running: z.boolean(), exit_code: z.number().nullable(), ui_type: ProcManifest.shape.ui_type })
    .nullable(),
  window: WindowLayout.nullable(),
  window_hints: PackageMetadata.shape.window.nullable(),
  /** State that the app keeps outside its own storage: the Blueprint model, the SDK's `state`. */
  app_state: Json,
  permissions: z.array(z.string()),
  args: z.record(z.string(), Json),
});
export type App = z.infer<typeof App>;

export const AppsResponse = z.object({
  apps: z.array(App),
  focused_app_id: z.string().nullable(),
  stats: z.object({ total_apps: z.number(), active_apps: z.number(), background_apps: z.number() }),
});
export const LaunchResponse = App;
export const AppActionResponse = z.object({ success: z.literal(true), app_id: z.string() });

/** POST /apps/:id/window: layout and state, sent 500 ms after a change. */
export const WindowUpdate = z.object({
  window_id: z.string().max(64),
  window: WindowLayout.optional(),
  title: z.string().max(200).optional(),
  app_state: Json.optional(),
});
export type WindowUpdate = z.infer<typeof WindowUpdate>;

// --------------------------------------------------------------------------------------------------- services, tools

export const ServicesResponse = z.object({
  services: z.array(
    z.object({
      id: z.string(),
      tools: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          description: z.string(),
          /** Where it runs: in the browser, or here. */
          site: z.enum(['shell', 'services']),
          parameters: Json,
          example: Json,
          /** What the example needs beyond STANDARD. */
          capabilities: z.array(z.string()),
        }),
      ),
    }),
  ),
  stats: z.object({ total_services: z.number(), total_tools: z.number() }),
});
export const DiscoverRequest = z.object({
  message: z.string().min(1).max(2000),
  context: z.record(z.string(), Json).default({}),
});
export const DiscoverResponse = z.object({
  query: z.string(),
  services: z.array(
    z.object({
      id: z.string(),
      score: z.number(),
      /** Ids of tools that fit, best first. */
      tools: z.array(z.string()),
      /** Which words of the request fit best, and where they stand. */
      reason: z.string(),
      matches: z.array(z.object({ id: z.string(), score: z.number(), reason: z.string() })),
    }),
  ),
});
/** `app_id` is stamped by the shell; absent, the call is the owner's own. */
export const ExecuteRequest = z.object({
  tool_id: z.string().min(1).max(80),
  params: z.record(z.string(), Json).default({}),
  app_id: z.string().max(64).optional(),
});
export const ExecuteResponse = z.union([z.object({ success: z.literal(true), data: Json }), Failure]);

// ------------------------------------------------------------------------------------------------------ generation

export const GenerateUiRequest = z.object({
  message: z.string().min(1).max(16_384),
  context: z.record(z.string(), Json).default({}),
  parent_id: z.string().max(64).optional(),
});
export const GenerateUiResponse = z.object({ app_id: z.string(), blueprint: Json, thoughts: z.array(z.string()) });

// -------------------------------------------------------------------------------------------------------- sessions

export const SessionApp = z.object({
  appId: z.string(),
  appVersion: z.string(),
  kind: AppType,
  args: z.record(z.string(), Json),
  rect: WindowLayout.shape.rect,
  mode: WindowLayout.shape.mode,
  minimized: z.boolean(),
  z: z.number(),
  state: Json,
  /** Process apps: the folder that the program was in. */
  folder: z.string().max(4096).optional(),
  /** Process apps: the scrollback (base64), shown above the fresh program. */
  scrollback: z.string().optional(),
});
export type SessionApp = z.infer<typeof SessionApp>;

export const Session = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  created_at: z.number(),
  updated_at: z.number(),
  apps: z.array(SessionApp),
  /** Index into `apps`, or null. */
  focused: z.number().int().nullable(),
  chat: Json,
  ui: Json,
});
export type Session = z.infer<typeof Session>;

export const SessionSaveRequest = z.object({
  name: z.string().min(1).max(80),
  description: z.string().max(500).default(''),
  chat_state: Json.default(null),
  ui_state: Json.default(null),
  /** Latest layout and state by instance id, so that nothing of the last half second is lost. */
  app_states: z.record(z.string(), WindowUpdate.omit({ window_id: true })).default({}),
});
export const SessionSummary = Session.pick({
  id: true,
  name: true,
  description: true,
  created_at: true,
  updated_at: true,
}).extend({
  app_count: z.number(),
});
export const SessionSaveResponse = z.object({ success: z.literal(true), session: SessionSummary });
export const SessionListResponse = z.object({
  sessions: z.array(SessionSummary),
  stats: z.object({
    total_sessions: z.number(),
    last_saved: z.number().nullable(),
    last_restored: z.number().nullable(),
  }),
});
export const SessionRestoreResponse = z.object({
  success: z.literal(true),
  workspace: z.object({
    apps: z.array(App),
    focused_app_id: z.string().nullable(),
    chat_state: Json,
    ui_state: Json,
    /** Apps that could not be restored, with the reason. */
    failed: z.array(z.object({ appId: z.string(), error: z.string() })),
  }),
});

// ---------------------------------------------------------------------------------------------------- sign-in, health

export const SignInRequest = z.object({ token: z.string().min(16).max(200) });
export const SignInResponse = z.object({ success: z.literal(true) });
/** POST /auth/tokens, for the command line: the token goes into the address after `#token=`. */
export const SignInTokenResponse = z.object({ token: z.string(), expires_at: z.number() });
export const SignInState = z.object({ signed_in: z.boolean() });

export const Enforcement = z.enum(['enforced', 'degraded', 'simulated', 'unavailable']);
export const HealthResponse = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  version: z.string(),
  layers: z.array(
    z.object({ name: z.string(), state: z.enum(['up', 'degraded', 'down', 'on demand', 'off']), reason: z.string() }),
  ),
  /** Parts that may fail while everything else goes on: collector, caches, exporter. */
  parts: z.array(z.object({ name: z.string(), state: z.enum(['up', 'degraded', 'off']), reason: z.string() })),
  host: z.array(z.object({ name: z.string(), enforcement: Enforcement, mechanism: z.string(), reason: z.string() })),
  apps: z.object({ total: z.number(), focused_app_id: z.string().nullable() }),
  tools: z.object({ services: z.number(), tools: z.number() }),
});
export type HealthResponse = z.infer<typeof HealthResponse>;
