/**
 * The standard health service (grpc.health.v1), for the kernel as a whole and for its service by name. Its two messages
 * have one field each and are coded here: the usual package would load a parser of `.proto` files for them.
 */
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { serviceError } from './authenticate.ts';

const SERVING = 1;
const NOT_SERVING = 2;
const SERVICE_UNKNOWN = 3;

interface HealthRequest {
  readonly service: string;
}
interface HealthResponse {
  readonly status: number;
}

const coding = {
  requestSerialize: ({ service }: HealthRequest) => Buffer.from(new BinaryWriter().uint32(10).string(service).finish()),
  requestDeserialize: (bytes: Buffer): HealthRequest => ({ service: readFields(bytes).text }),
  responseSerialize: ({ status: state }: HealthResponse) =>
    Buffer.from(new BinaryWriter().uint32(8).int32(state).finish()),
  responseDeserialize: (bytes: Buffer): HealthResponse => ({ status: readFields(bytes).number }),
};

export const healthService = {
  Check: { path: '/grpc.health.v1.Health/Check', requestStream: false, responseStream: false, ...coding },
  Watch: { path: '/grpc.health.v1.Health/Watch', requestStream: false, responseStream: true, ...coding },
} satisfies ServiceDefinition;

export class Health {
  readonly #services: ReadonlySet<string>;
  readonly #watchers = new Set<() => void>();
  #serving = true;

  /** `services` by full name; the empty name stands for the server. */
  constructor(services: readonly string[]) {
    this.#services = new Set(['', ...services]);
  }

  /** From now on the answer is NOT_SERVING, and those who watch are told. */
  stop(): void {
    this.#serving = false;
    for (const tell of this.#watchers) tell();
    this.#watchers.clear();
  }

  readonly implementation: UntypedServiceImplementation = {
    Check: (call: ServerUnaryCall<HealthRequest, HealthResponse>, done: sendUnaryData<HealthResponse>) => {
      const { service } = call.request;
      if (this.#services.has(service)) done(null, { status: this.#status(service) });
      else done(serviceError(status.NOT_FOUND, 'ENOENT', `no service ${service.slice(0, 128)}`));
    },
    Watch: (call: ServerWritableStream<HealthRequest, HealthResponse>) => {
      const tell = (): void => {
        call.write({ status: this.#status(call.request.service) });
        if (!this.#serving) call.end();
      };
      tell();
      this.#watchers.add(tell);
      call.on('cancelled', () => this.#watchers.delete(tell));
    },
  };

  #status(service: string): number {
    if (!this.#services.has(service)) return SERVICE_UNKNOWN;
    return this.#serving ? SERVING : NOT_SERVING;
  }
}

function readFields(bytes: Buffer): { text: string; number: number } {
  const reader = new BinaryReader(bytes);
  const fields = { text: '', number: 0 };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) fields.text = reader.string();
    else if (tag === 8) fields.number = reader.int32();
    else reader.skip(tag & 7);
  }
  return fields;
}
