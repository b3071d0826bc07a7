/** Standard gRPC health, open to everyone who can reach the socket: it tells that the service serves, nothing else. */
import { AIServiceClient } from '@agentos/protocol/ai';
import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

/** Adds `grpc.health.v1.Health`, serving for the server as a whole and for the AI service. */
export function addHealth(server: Server): void {
  new HealthImplementation({ '': 'SERVING', [AIServiceClient.serviceName]: 'SERVING' }).addToServer(server);
}
