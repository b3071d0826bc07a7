/** The service as the server reads it: no request may hold more parts than any of its kind needs. */

import { boundedDecoder } from '@agentos/protocol/bounded-reader';
import {
  CancelAsyncRequest,
  ControlSchedulerRequest,
  CreateProcessRequest,
  ExecuteSyscallAsyncRequest,
  ExecuteSyscallBatchRequest,
  ExecuteSyscallRequest,
  GetAsyncStatusRequest,
  GetMetricsRequest,
  GetSchedulerStatsRequest,
  KernelServiceService,
  RingResponse,
  ScheduleNextRequest,
  SetSchedulingPolicyRequest,
  StreamEventsRequest,
  TerminateProcessRequest,
  UpdateSandboxRequest,
} from '@agentos/protocol/kernel';
import { decodeStreamRequest, encodeStreamChunk } from '@agentos/protocol/stream-codec';
import { asBuffer } from '../bytes.ts';

const service = KernelServiceService;

export const boundedService = {
  executeSyscall: { ...service.executeSyscall, requestDeserialize: boundedDecoder(ExecuteSyscallRequest) },
  executeSyscallBatch: {
    ...service.executeSyscallBatch,
    requestDeserialize: boundedDecoder(ExecuteSyscallBatchRequest),
  },
  executeSyscallAsync: {
    ...service.executeSyscallAsync,
    requestDeserialize: boundedDecoder(ExecuteSyscallAsyncRequest),
  },
  getAsyncStatus: { ...service.getAsyncStatus, requestDeserialize: boundedDecoder(GetAsyncStatusRequest) },
  cancelAsync: { ...service.cancelAsync, requestDeserialize: boundedDecoder(CancelAsyncRequest) },
  streamSyscall: {
    ...service.streamSyscall,
    requestDeserialize: decodeStreamRequest,
    responseSerialize: encodeStreamChunk,
  },
  ring: {
    ...service.ring,
    // Its messages are read part by part.
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (response: RingResponse) => asBuffer(RingResponse.encode(response).finish()),
  },
  createProcess: { ...service.createProcess, requestDeserialize: boundedDecoder(CreateProcessRequest) },
  terminateProcess: { ...service.terminateProcess, requestDeserialize: boundedDecoder(TerminateProcessRequest) },
  updateSandbox: { ...service.updateSandbox, requestDeserialize: boundedDecoder(UpdateSandboxRequest) },
  scheduleNext: { ...service.scheduleNext, requestDeserialize: boundedDecoder(ScheduleNextRequest) },
  getSchedulerStats: { ...service.getSchedulerStats, requestDeserialize: boundedDecoder(GetSchedulerStatsRequest) },
  setSchedulingPolicy: {
    ...service.setSchedulingPolicy,
    requestDeserialize: boundedDecoder(SetSchedulingPolicyRequest),
  },
  controlScheduler: { ...service.controlScheduler, requestDeserialize: boundedDecoder(ControlSchedulerRequest) },
  streamEvents: { ...service.streamEvents, requestDeserialize: boundedDecoder(StreamEventsRequest) },
  getMetrics: { ...service.getMetrics, requestDeserialize: boundedDecoder(GetMetricsRequest) },
} satisfies Record<keyof typeof KernelServiceService, unknown>;
