/** The route table: every door of the services. Tests walk it; the OpenAPI document is made of it. */
import type { System } from '../system.ts';
import type { Route } from './route.ts';
import { appRoutes } from './routes/apps.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.ts';
import { generationRoutes } from './routes/generation.ts';
import { registryRoutes } from './routes/registry.ts';
import { schedulerRoutes } from './routes/scheduler.ts';
import { schemaRoutes } from './routes/schemas.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { systemRoutes } from './routes/system.ts';
import { telemetryRoutes } from './routes/telemetry.ts';
import { toolRoutes } from './routes/tools.ts';

export function routeTable(system: System): readonly Route[] {
  const routes: readonly Route[] = [
    ...systemRoutes(system, () => routes),
    ...appRoutes(system),
    ...toolRoutes(system),
    ...registryRoutes(system),
    ...schemaRoutes(),
    ...sessionRoutes(system),
    ...generationRoutes(system),
    ...fileRoutes(system),
    ...eventRoutes(system),
    ...schedulerRoutes(system),
    ...telemetryRoutes(system),
  ];
  return routes;
}
