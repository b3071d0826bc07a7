import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { makeGenericClientConstructor, } from "@grpc/grpc-js";
export const protobufPackage = "agentos.kernel.v1";
export const protobufFileName = "agentos/kernel/v1/kernel.proto";
export const AsyncStatus = { UNSPECIFIED: 0, PENDING: 1, RUNNING: 2, COMPLETED: 3, FAILED: 4, CANCELLED: 5 };
export const SchedulerAction = {
    UNSPECIFIED: 0,
    PAUSE: 1,
    RESUME: 2,
    TRIGGER: 3,
};
export const SubmissionFlag = {
    UNSPECIFIED: 0,
    LINK: 1,
};
export const ProcessKind = {
    UNSPECIFIED: 0,
    HOST: 1,
    APP: 2,
    SERVICE: 3,
};
export const ProcessState = {
    UNSPECIFIED: 0,
    CREATING: 1,
    INITIALIZING: 2,
    READY: 3,
    RUNNING: 4,
    WAITING: 5,
    STOPPED: 6,
    EXITING: 7,
    ZOMBIE: 8,
    DEAD: 9,
};
export const StandardIo = {
    UNSPECIFIED: 0,
    NONE: 1,
    PIPES: 2,
    TERMINAL: 3,
};
export const NetworkMode = {
    UNSPECIFIED: 0,
    NONE: 1,
    PRIVATE: 2,
    SHARED: 3,
    BRIDGED: 4,
};
export const EventQuestion = {
    UNSPECIFIED: 0,
    EVENTS: 1,
    COUNTS: 2,
    PERCENTILES: 3,
    TIMELINE: 4,
    CHAIN: 5,
    ROOT_CAUSE: 6,
    SLOW: 7,
    SYSCALLS: 8,
    MEMORY_PRESSURE: 9,
    SECURITY: 10,
    ANOMALIES: 11,
};
export const EventKey = {
    UNSPECIFIED: 0,
    CATEGORY: 1,
    SEVERITY: 2,
    TYPE: 3,
    SUBJECT: 4,
    PID: 5,
    LAYER: 6,
};
export const EventCategory = {
    UNSPECIFIED: 0,
    SYSCALL: 1,
    PROCESS: 2,
    FILE: 3,
    IPC: 4,
    NETWORK: 5,
    MEMORY: 6,
    SCHEDULER: 7,
    SECURITY: 8,
    SYSTEM: 9,
    PERFORMANCE: 10,
    RESOURCE: 11,
    APP: 12,
    TOOL: 13,
    AI: 14,
};
export const EventSeverity = { UNSPECIFIED: 0, DEBUG: 1, INFO: 2, WARNING: 3, ERROR: 4, CRITICAL: 5 };
export const FileType = {
    UNSPECIFIED: 0,
    FILE: 1,
    DIRECTORY: 2,
    SYMLINK: 3,
    OTHER: 4,
};
export const WaitEvent = {
    UNSPECIFIED: 0,
    EXITED: 1,
    STOPPED: 2,
    CONTINUED: 3,
};
export const WatchChange = {
    UNSPECIFIED: 0,
    CREATED: 1,
    MODIFIED: 2,
    DELETED: 3,
    OVERFLOW: 4,
};
export const HandleRight = {
    UNSPECIFIED: 0,
    READ: 1,
    WRITE: 2,
    MANAGE: 3,
    DUPLICATE: 4,
    TRANSFER: 5,
};
export const MemoryPressure = {
    UNSPECIFIED: 0,
    NONE: 1,
    WARNING: 2,
    CRITICAL: 3,
};
export const SeekOrigin = {
    UNSPECIFIED: 0,
    START: 1,
    CURRENT: 2,
    END: 3,
};
export const QueueKind = { UNSPECIFIED: 0, FIFO: 1, PRIORITY: 2, PUBLISH_SUBSCRIBE: 3 };
export const QueuePolicy = {
    UNSPECIFIED: 0,
    BLOCK: 1,
    DROP_OLDEST: 2,
    REFUSE: 3,
};
export const SocketFamily = { UNSPECIFIED: 0, IPV4: 1, IPV6: 2 };
export const SocketType = { UNSPECIFIED: 0, STREAM: 1, DATAGRAM: 2 };
export const SignalAction = {
    UNSPECIFIED: 0,
    DEFAULT: 1,
    IGNORE: 2,
    HANDLE: 3,
};
export const SchedulerPolicy = { UNSPECIFIED: 0, ROUND_ROBIN: 1, PRIORITY: 2, FAIR: 3 };
export const Enforcement = { UNSPECIFIED: 0, ENFORCED: 1, DEGRADED: 2, SIMULATED: 3, UNAVAILABLE: 4 };
function createBaseExecuteSyscallRequest() {
    return { syscall: undefined, deadlineMs: 0, traceparent: "" };
}
export const ExecuteSyscallRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.syscall !== undefined) {
            Syscall.encode(message.syscall, writer.uint32(10).fork()).join();
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(16).uint32(message.deadlineMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(26).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.syscall = Syscall.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExecuteSyscallResponse() {
    return { result: undefined };
}
export const ExecuteSyscallResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.result !== undefined) {
            SyscallResult.encode(message.result, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.result = SyscallResult.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExecuteSyscallBatchRequest() {
    return { syscalls: [], parallel: false, stopAtError: false, deadlineMs: 0, traceparent: "" };
}
export const ExecuteSyscallBatchRequest = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.syscalls) {
            Syscall.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.parallel !== false) {
            writer.uint32(16).bool(message.parallel);
        }
        if (message.stopAtError !== false) {
            writer.uint32(24).bool(message.stopAtError);
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(32).uint32(message.deadlineMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(42).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallBatchRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.syscalls.push(Syscall.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.parallel = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.stopAtError = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExecuteSyscallBatchResponse() {
    return { results: [], succeeded: 0, failed: 0 };
}
export const ExecuteSyscallBatchResponse = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.results) {
            SyscallResult.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.succeeded !== 0) {
            writer.uint32(16).uint32(message.succeeded);
        }
        if (message.failed !== 0) {
            writer.uint32(24).uint32(message.failed);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallBatchResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.results.push(SyscallResult.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.succeeded = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.failed = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExecuteSyscallAsyncRequest() {
    return { syscall: undefined, deadlineMs: 0, timeToLiveMs: 0, traceparent: "" };
}
export const ExecuteSyscallAsyncRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.syscall !== undefined) {
            Syscall.encode(message.syscall, writer.uint32(10).fork()).join();
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(16).uint32(message.deadlineMs);
        }
        if (message.timeToLiveMs !== 0) {
            writer.uint32(24).uint32(message.timeToLiveMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(34).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallAsyncRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.syscall = Syscall.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.timeToLiveMs = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExecuteSyscallAsyncResponse() {
    return { taskId: 0, error: undefined };
}
export const ExecuteSyscallAsyncResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.taskId !== 0) {
            writeUint64(writer.uint32(8), message.taskId);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExecuteSyscallAsyncResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.taskId = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetAsyncStatusRequest() {
    return { taskId: 0, waitMs: 0 };
}
export const GetAsyncStatusRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.taskId !== 0) {
            writeUint64(writer.uint32(8), message.taskId);
        }
        if (message.waitMs !== 0) {
            writer.uint32(16).uint32(message.waitMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetAsyncStatusRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.taskId = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.waitMs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetAsyncStatusResponse() {
    return { status: 0, progress: 0, result: undefined, error: undefined };
}
export const GetAsyncStatusResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.status !== 0) {
            writer.uint32(8).int32(message.status);
        }
        if (message.progress !== 0) {
            writer.uint32(17).double(message.progress);
        }
        if (message.result !== undefined) {
            SyscallResult.encode(message.result, writer.uint32(26).fork()).join();
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(34).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetAsyncStatusResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.status = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 17) {
                            break;
                        }
                        message.progress = reader.double();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.result = SyscallResult.decode(reader, reader.uint32());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCancelAsyncRequest() {
    return { taskId: 0 };
}
export const CancelAsyncRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.taskId !== 0) {
            writeUint64(writer.uint32(8), message.taskId);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCancelAsyncRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.taskId = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCancelAsyncResponse() {
    return { cancelled: false, error: undefined };
}
export const CancelAsyncResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.cancelled !== false) {
            writer.uint32(8).bool(message.cancelled);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCancelAsyncResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.cancelled = reader.bool();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamSyscallRequest() {
    return { request: undefined };
}
export const StreamSyscallRequest = {
    encode(message, writer = new BinaryWriter()) {
        switch (message.request?.$case) {
            case "read":
                StreamRead.encode(message.request.value, writer.uint32(10).fork()).join();
                break;
            case "list":
                StreamList.encode(message.request.value, writer.uint32(18).fork()).join();
                break;
            case "write":
                StreamWrite.encode(message.request.value, writer.uint32(26).fork()).join();
                break;
            case "chunk":
                writer.uint32(34).bytes(message.request.value);
                break;
            case "finish":
                Empty.encode(message.request.value, writer.uint32(42).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamSyscallRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.request = { $case: "read", value: StreamRead.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.request = { $case: "list", value: StreamList.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.request = { $case: "write", value: StreamWrite.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.request = { $case: "chunk", value: Buffer.from(reader.bytes()) };
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.request = { $case: "finish", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamRead() {
    return { path: "", descriptor: 0, offset: 0, length: 0, chunkBytes: 0, deadlineMs: 0, traceparent: "" };
}
export const StreamRead = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.descriptor !== 0) {
            writer.uint32(16).uint32(message.descriptor);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(24), message.offset);
        }
        if (message.length !== 0) {
            writeUint64(writer.uint32(32), message.length);
        }
        if (message.chunkBytes !== 0) {
            writer.uint32(40).uint32(message.chunkBytes);
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(48).uint32(message.deadlineMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(58).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamRead();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.length = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.chunkBytes = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamList() {
    return { path: "", withStat: false, chunkEntries: 0, deadlineMs: 0, traceparent: "" };
}
export const StreamList = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.withStat !== false) {
            writer.uint32(16).bool(message.withStat);
        }
        if (message.chunkEntries !== 0) {
            writer.uint32(24).uint32(message.chunkEntries);
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(32).uint32(message.deadlineMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(42).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamList();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.withStat = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.chunkEntries = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamWrite() {
    return {
        path: "",
        descriptor: 0,
        offset: 0,
        append: false,
        create: false,
        truncate: false,
        replace: false,
        mode: 0,
        deadlineMs: 0,
        traceparent: "",
    };
}
export const StreamWrite = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.descriptor !== 0) {
            writer.uint32(16).uint32(message.descriptor);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(24), message.offset);
        }
        if (message.append !== false) {
            writer.uint32(32).bool(message.append);
        }
        if (message.create !== false) {
            writer.uint32(40).bool(message.create);
        }
        if (message.truncate !== false) {
            writer.uint32(48).bool(message.truncate);
        }
        if (message.replace !== false) {
            writer.uint32(56).bool(message.replace);
        }
        if (message.mode !== 0) {
            writer.uint32(64).uint32(message.mode);
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(72).uint32(message.deadlineMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(82).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamWrite();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.append = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.create = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.truncate = reader.bool();
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.replace = reader.bool();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                    case 9: {
                        if (tag !== 72) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 10: {
                        if (tag !== 82) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamSyscallChunk() {
    return { chunk: undefined };
}
export const StreamSyscallChunk = {
    encode(message, writer = new BinaryWriter()) {
        switch (message.chunk?.$case) {
            case "data":
                writer.uint32(10).bytes(message.chunk.value);
                break;
            case "entries":
                ListDirectoryResult.encode(message.chunk.value, writer.uint32(18).fork()).join();
                break;
            case "complete":
                StreamComplete.encode(message.chunk.value, writer.uint32(26).fork()).join();
                break;
            case "error":
                Error.encode(message.chunk.value, writer.uint32(34).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamSyscallChunk();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.chunk = { $case: "data", value: Buffer.from(reader.bytes()) };
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.chunk = { $case: "entries", value: ListDirectoryResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.chunk = { $case: "complete", value: StreamComplete.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.chunk = { $case: "error", value: Error.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamComplete() {
    return { totalBytes: 0, totalEntries: 0 };
}
export const StreamComplete = {
    encode(message, writer = new BinaryWriter()) {
        if (message.totalBytes !== 0) {
            writeUint64(writer.uint32(8), message.totalBytes);
        }
        if (message.totalEntries !== 0) {
            writeUint64(writer.uint32(16), message.totalEntries);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamComplete();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.totalBytes = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.totalEntries = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseScheduleNextRequest() {
    return {};
}
export const ScheduleNextRequest = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseScheduleNextRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseScheduleNextResponse() {
    return { pid: 0, error: undefined };
}
export const ScheduleNextResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseScheduleNextResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetSchedulerStatsRequest() {
    return {};
}
export const GetSchedulerStatsRequest = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetSchedulerStatsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetSchedulerStatsResponse() {
    return { stats: undefined, processes: [], error: undefined };
}
export const GetSchedulerStatsResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.stats !== undefined) {
            SchedStatsGetResult.encode(message.stats, writer.uint32(10).fork()).join();
        }
        for (const v of message.processes) {
            SchedProcessStats.encode(v, writer.uint32(18).fork()).join();
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetSchedulerStatsResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.stats = SchedStatsGetResult.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.processes.push(SchedProcessStats.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetSchedulingPolicyRequest() {
    return { policy: 0, quantumUs: 0 };
}
export const SetSchedulingPolicyRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.policy !== 0) {
            writer.uint32(8).int32(message.policy);
        }
        if (message.quantumUs !== 0) {
            writer.uint32(16).uint32(message.quantumUs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetSchedulingPolicyRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.policy = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.quantumUs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetSchedulingPolicyResponse() {
    return { error: undefined };
}
export const SetSchedulingPolicyResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetSchedulingPolicyResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseControlSchedulerRequest() {
    return { action: 0 };
}
export const ControlSchedulerRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.action !== 0) {
            writer.uint32(8).int32(message.action);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseControlSchedulerRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.action = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseControlSchedulerResponse() {
    return { pid: 0, paused: false, error: undefined };
}
export const ControlSchedulerResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.paused !== false) {
            writer.uint32(16).bool(message.paused);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseControlSchedulerResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.paused = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRingRequest() {
    return { attach: [], submissions: [], cancel: [], detach: [] };
}
export const RingRequest = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.attach) {
            Attach.encode(v, writer.uint32(10).fork()).join();
        }
        for (const v of message.submissions) {
            Submission.encode(v, writer.uint32(18).fork()).join();
        }
        if (message.cancel.length !== 0) {
            writer.uint32(26).fork();
            for (const v of message.cancel) {
                writeUint64(writer, v);
            }
            writer.join();
        }
        if (message.detach.length !== 0) {
            writer.uint32(34).fork();
            for (const v of message.detach) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRingRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.attach.push(Attach.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.submissions.push(Submission.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 3: {
                        if (tag === 24) {
                            message.cancel.push(readUint64(reader));
                            continue;
                        }
                        if (tag === 26) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.cancel.push(readUint64(reader));
                            }
                            continue;
                        }
                        break;
                    }
                    case 4: {
                        if (tag === 32) {
                            message.detach.push(reader.uint32());
                            continue;
                        }
                        if (tag === 34) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.detach.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRingResponse() {
    return { attached: [], completions: [] };
}
export const RingResponse = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.attached) {
            Attached.encode(v, writer.uint32(10).fork()).join();
        }
        for (const v of message.completions) {
            Completion.encode(v, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRingResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.attached.push(Attached.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.completions.push(Completion.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseAttach() {
    return { ref: 0, token: "" };
}
export const Attach = {
    encode(message, writer = new BinaryWriter()) {
        if (message.ref !== 0) {
            writer.uint32(8).uint32(message.ref);
        }
        if (message.token !== "") {
            writer.uint32(18).string(message.token);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseAttach();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.ref = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.token = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseAttached() {
    return { ref: 0, pid: 0, error: undefined };
}
export const Attached = {
    encode(message, writer = new BinaryWriter()) {
        if (message.ref !== 0) {
            writer.uint32(8).uint32(message.ref);
        }
        if (message.pid !== 0) {
            writer.uint32(16).uint32(message.pid);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseAttached();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.ref = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSubmission() {
    return { userData: 0, ref: 0, deadlineMs: 0, flags: 0, traceparent: "", syscall: undefined };
}
export const Submission = {
    encode(message, writer = new BinaryWriter()) {
        if (message.userData !== 0) {
            writeUint64(writer.uint32(8), message.userData);
        }
        if (message.ref !== 0) {
            writer.uint32(16).uint32(message.ref);
        }
        if (message.deadlineMs !== 0) {
            writer.uint32(24).uint32(message.deadlineMs);
        }
        if (message.flags !== 0) {
            writer.uint32(32).uint32(message.flags);
        }
        if (message.traceparent !== "") {
            writer.uint32(42).string(message.traceparent);
        }
        if (message.syscall !== undefined) {
            Syscall.encode(message.syscall, writer.uint32(50).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSubmission();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.userData = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.ref = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.deadlineMs = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.flags = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.syscall = Syscall.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCompletion() {
    return { userData: 0, result: undefined };
}
export const Completion = {
    encode(message, writer = new BinaryWriter()) {
        if (message.userData !== 0) {
            writeUint64(writer.uint32(8), message.userData);
        }
        if (message.result !== undefined) {
            SyscallResult.encode(message.result, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCompletion();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.userData = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.result = SyscallResult.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCreateProcessRequest() {
    return {
        name: "",
        kind: 0,
        capabilities: [],
        limits: undefined,
        parentPid: 0,
        appId: "",
        program: undefined,
        traceparent: "",
        networkRules: [],
        priority: 0,
    };
}
export const CreateProcessRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        if (message.kind !== 0) {
            writer.uint32(16).int32(message.kind);
        }
        for (const v of message.capabilities) {
            writer.uint32(26).string(v);
        }
        if (message.limits !== undefined) {
            Limits.encode(message.limits, writer.uint32(34).fork()).join();
        }
        if (message.parentPid !== 0) {
            writer.uint32(40).uint32(message.parentPid);
        }
        if (message.appId !== "") {
            writer.uint32(50).string(message.appId);
        }
        if (message.program !== undefined) {
            HostProgram.encode(message.program, writer.uint32(58).fork()).join();
        }
        if (message.traceparent !== "") {
            writer.uint32(66).string(message.traceparent);
        }
        for (const v of message.networkRules) {
            NetworkRule.encode(v, writer.uint32(74).fork()).join();
        }
        if (message.priority !== 0) {
            writer.uint32(80).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCreateProcessRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.kind = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.capabilities.push(reader.string());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.limits = Limits.decode(reader, reader.uint32());
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.parentPid = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.appId = reader.string();
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.program = HostProgram.decode(reader, reader.uint32());
                        continue;
                    }
                    case 8: {
                        if (tag !== 66) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                    case 9: {
                        if (tag !== 74) {
                            break;
                        }
                        message.networkRules.push(NetworkRule.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 10: {
                        if (tag !== 80) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCreateProcessResponse() {
    return { pid: 0, token: "" };
}
export const CreateProcessResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.token !== "") {
            writer.uint32(18).string(message.token);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCreateProcessResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.token = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseTerminateProcessRequest() {
    return { pid: 0, graceMs: 0, traceparent: "" };
}
export const TerminateProcessRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.graceMs !== 0) {
            writer.uint32(16).uint32(message.graceMs);
        }
        if (message.traceparent !== "") {
            writer.uint32(26).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseTerminateProcessRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.graceMs = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseTerminateProcessResponse() {
    return { error: undefined, released: [], forced: false };
}
export const TerminateProcessResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(10).fork()).join();
        }
        for (const v of message.released) {
            LedgerReport.encode(v, writer.uint32(18).fork()).join();
        }
        if (message.forced !== false) {
            writer.uint32(24).bool(message.forced);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseTerminateProcessResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.released.push(LedgerReport.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.forced = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseLedgerReport() {
    return { kind: "", count: 0, bytes: 0 };
}
export const LedgerReport = {
    encode(message, writer = new BinaryWriter()) {
        if (message.kind !== "") {
            writer.uint32(10).string(message.kind);
        }
        if (message.count !== 0) {
            writer.uint32(16).uint32(message.count);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(24), message.bytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseLedgerReport();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.kind = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.count = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUpdateSandboxRequest() {
    return { pid: 0, capabilities: [], limits: undefined, network: undefined };
}
export const UpdateSandboxRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        for (const v of message.capabilities) {
            writer.uint32(18).string(v);
        }
        if (message.limits !== undefined) {
            Limits.encode(message.limits, writer.uint32(26).fork()).join();
        }
        if (message.network !== undefined) {
            NetworkRules.encode(message.network, writer.uint32(34).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUpdateSandboxRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.capabilities.push(reader.string());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.limits = Limits.decode(reader, reader.uint32());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.network = NetworkRules.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRules() {
    return { rules: [] };
}
export const NetworkRules = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.rules) {
            NetworkRule.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRules();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.rules.push(NetworkRule.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRule() {
    return { allow: false, host: "", firstPort: 0, lastPort: 0, priority: 0 };
}
export const NetworkRule = {
    encode(message, writer = new BinaryWriter()) {
        if (message.allow !== false) {
            writer.uint32(8).bool(message.allow);
        }
        if (message.host !== "") {
            writer.uint32(18).string(message.host);
        }
        if (message.firstPort !== 0) {
            writer.uint32(24).uint32(message.firstPort);
        }
        if (message.lastPort !== 0) {
            writer.uint32(32).uint32(message.lastPort);
        }
        if (message.priority !== 0) {
            writer.uint32(40).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRule();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.allow = reader.bool();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.host = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.firstPort = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.lastPort = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUpdateSandboxResponse() {
    return { error: undefined, policyEpoch: 0 };
}
export const UpdateSandboxResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(10).fork()).join();
        }
        if (message.policyEpoch !== 0) {
            writer.uint32(16).uint32(message.policyEpoch);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUpdateSandboxResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.policyEpoch = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetMetricsRequest() {
    return {};
}
export const GetMetricsRequest = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetMetricsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetMetricsResponse() {
    return { text: "" };
}
export const GetMetricsResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.text !== "") {
            writer.uint32(10).string(message.text);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetMetricsResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseLimits() {
    return { memoryBytes: 0, cpuPercent: 0, descriptors: 0, processes: 0, keyValueBytes: 0, kernelBytes: 0 };
}
export const Limits = {
    encode(message, writer = new BinaryWriter()) {
        if (message.memoryBytes !== 0) {
            writeUint64(writer.uint32(8), message.memoryBytes);
        }
        if (message.cpuPercent !== 0) {
            writer.uint32(16).uint32(message.cpuPercent);
        }
        if (message.descriptors !== 0) {
            writer.uint32(24).uint32(message.descriptors);
        }
        if (message.processes !== 0) {
            writer.uint32(32).uint32(message.processes);
        }
        if (message.keyValueBytes !== 0) {
            writeUint64(writer.uint32(40), message.keyValueBytes);
        }
        if (message.kernelBytes !== 0) {
            writeUint64(writer.uint32(48), message.kernelBytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseLimits();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.memoryBytes = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.cpuPercent = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.descriptors = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.processes = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.keyValueBytes = readUint64(reader);
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.kernelBytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseHostProgram() {
    return {
        executable: "",
        arguments: [],
        workingDirectory: "",
        environment: {},
        standardIo: 0,
        terminal: undefined,
        network: 0,
        command: "",
        handles: [],
        newSession: false,
    };
}
export const HostProgram = {
    encode(message, writer = new BinaryWriter()) {
        if (message.executable !== "") {
            writer.uint32(10).string(message.executable);
        }
        for (const v of message.arguments) {
            writer.uint32(18).string(v);
        }
        if (message.workingDirectory !== "") {
            writer.uint32(26).string(message.workingDirectory);
        }
        globalThis.Object.entries(message.environment).forEach(([key, value]) => {
            HostProgram_EnvironmentEntry.encode({ key: key, value }, writer.uint32(34).fork()).join();
        });
        if (message.standardIo !== 0) {
            writer.uint32(40).int32(message.standardIo);
        }
        if (message.terminal !== undefined) {
            TerminalSize.encode(message.terminal, writer.uint32(50).fork()).join();
        }
        if (message.network !== 0) {
            writer.uint32(56).int32(message.network);
        }
        if (message.command !== "") {
            writer.uint32(66).string(message.command);
        }
        for (const v of message.handles) {
            InheritedHandle.encode(v, writer.uint32(74).fork()).join();
        }
        if (message.newSession !== false) {
            writer.uint32(80).bool(message.newSession);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseHostProgram();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.executable = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.arguments.push(reader.string());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.workingDirectory = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        const entry4 = HostProgram_EnvironmentEntry.decode(reader, reader.uint32());
                        if (entry4.value !== undefined) {
                            message.environment[entry4.key] = entry4.value;
                        }
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.standardIo = reader.int32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.terminal = TerminalSize.decode(reader, reader.uint32());
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.network = reader.int32();
                        continue;
                    }
                    case 8: {
                        if (tag !== 66) {
                            break;
                        }
                        message.command = reader.string();
                        continue;
                    }
                    case 9: {
                        if (tag !== 74) {
                            break;
                        }
                        message.handles.push(InheritedHandle.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 10: {
                        if (tag !== 80) {
                            break;
                        }
                        message.newSession = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseHostProgram_EnvironmentEntry() {
    return { key: "", value: "" };
}
export const HostProgram_EnvironmentEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value !== "") {
            writer.uint32(18).string(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseHostProgram_EnvironmentEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseInheritedHandle() {
    return { handle: 0, descriptor: 0 };
}
export const InheritedHandle = {
    encode(message, writer = new BinaryWriter()) {
        if (message.handle !== 0) {
            writer.uint32(8).uint32(message.handle);
        }
        if (message.descriptor !== 0) {
            writer.uint32(16).uint32(message.descriptor);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseInheritedHandle();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.handle = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseTerminalSize() {
    return { rows: 0, columns: 0 };
}
export const TerminalSize = {
    encode(message, writer = new BinaryWriter()) {
        if (message.rows !== 0) {
            writer.uint32(8).uint32(message.rows);
        }
        if (message.columns !== 0) {
            writer.uint32(16).uint32(message.columns);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseTerminalSize();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.rows = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.columns = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStreamEventsRequest() {
    return { fromSequence: 0, categories: [], pids: [], follow: false, filter: undefined };
}
export const StreamEventsRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.fromSequence !== 0) {
            writeUint64(writer.uint32(8), message.fromSequence);
        }
        if (message.categories.length !== 0) {
            writer.uint32(18).fork();
            for (const v of message.categories) {
                writer.int32(v);
            }
            writer.join();
        }
        if (message.pids.length !== 0) {
            writer.uint32(26).fork();
            for (const v of message.pids) {
                writer.uint32(v);
            }
            writer.join();
        }
        if (message.follow !== false) {
            writer.uint32(32).bool(message.follow);
        }
        if (message.filter !== undefined) {
            EventFilter.encode(message.filter, writer.uint32(42).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStreamEventsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.fromSequence = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag === 16) {
                            message.categories.push(reader.int32());
                            continue;
                        }
                        if (tag === 18) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.categories.push(reader.int32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 3: {
                        if (tag === 24) {
                            message.pids.push(reader.uint32());
                            continue;
                        }
                        if (tag === 26) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.pids.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.follow = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.filter = EventFilter.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEventFilter() {
    return {
        categories: [],
        leastSeverity: 0,
        pids: [],
        types: [],
        traceId: "",
        fromUs: 0,
        toUs: 0,
        text: "",
        leastValue: 0,
    };
}
export const EventFilter = {
    encode(message, writer = new BinaryWriter()) {
        if (message.categories.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.categories) {
                writer.int32(v);
            }
            writer.join();
        }
        if (message.leastSeverity !== 0) {
            writer.uint32(16).int32(message.leastSeverity);
        }
        if (message.pids.length !== 0) {
            writer.uint32(26).fork();
            for (const v of message.pids) {
                writer.uint32(v);
            }
            writer.join();
        }
        for (const v of message.types) {
            writer.uint32(34).string(v);
        }
        if (message.traceId !== "") {
            writer.uint32(42).string(message.traceId);
        }
        if (message.fromUs !== 0) {
            writeUint64(writer.uint32(48), message.fromUs);
        }
        if (message.toUs !== 0) {
            writeUint64(writer.uint32(56), message.toUs);
        }
        if (message.text !== "") {
            writer.uint32(66).string(message.text);
        }
        if (message.leastValue !== 0) {
            writer.uint32(73).double(message.leastValue);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEventFilter();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.categories.push(reader.int32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.categories.push(reader.int32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.leastSeverity = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag === 24) {
                            message.pids.push(reader.uint32());
                            continue;
                        }
                        if (tag === 26) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.pids.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.types.push(reader.string());
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.traceId = reader.string();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.fromUs = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.toUs = readUint64(reader);
                        continue;
                    }
                    case 8: {
                        if (tag !== 66) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                    case 9: {
                        if (tag !== 73) {
                            break;
                        }
                        message.leastValue = reader.double();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueryEventsRequest() {
    return { question: 0, filter: undefined, key: 0, limit: 0, sliceMs: 0, sequence: 0 };
}
export const QueryEventsRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.question !== 0) {
            writer.uint32(8).int32(message.question);
        }
        if (message.filter !== undefined) {
            EventFilter.encode(message.filter, writer.uint32(18).fork()).join();
        }
        if (message.key !== 0) {
            writer.uint32(24).int32(message.key);
        }
        if (message.limit !== 0) {
            writer.uint32(32).uint32(message.limit);
        }
        if (message.sliceMs !== 0) {
            writer.uint32(40).uint32(message.sliceMs);
        }
        if (message.sequence !== 0) {
            writeUint64(writer.uint32(48), message.sequence);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueryEventsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.question = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.filter = EventFilter.decode(reader, reader.uint32());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.key = reader.int32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.sliceMs = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.sequence = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueryEventsResponse() {
    return { events: [], groups: [], lookedAt: 0, matched: 0, truncated: false, error: undefined, anomalies: [] };
}
export const QueryEventsResponse = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.events) {
            Event.encode(v, writer.uint32(10).fork()).join();
        }
        for (const v of message.groups) {
            EventGroup.encode(v, writer.uint32(18).fork()).join();
        }
        if (message.lookedAt !== 0) {
            writeUint64(writer.uint32(24), message.lookedAt);
        }
        if (message.matched !== 0) {
            writeUint64(writer.uint32(32), message.matched);
        }
        if (message.truncated !== false) {
            writer.uint32(40).bool(message.truncated);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(50).fork()).join();
        }
        for (const v of message.anomalies) {
            Anomaly.encode(v, writer.uint32(58).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueryEventsResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.events.push(Event.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.groups.push(EventGroup.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.lookedAt = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.matched = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.truncated = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.anomalies.push(Anomaly.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEventGroup() {
    return { key: "", count: 0, sum: 0, least: 0, most: 0, p50: 0, p90: 0, p95: 0, p99: 0 };
}
export const EventGroup = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.count !== 0) {
            writeUint64(writer.uint32(16), message.count);
        }
        if (message.sum !== 0) {
            writer.uint32(25).double(message.sum);
        }
        if (message.least !== 0) {
            writer.uint32(33).double(message.least);
        }
        if (message.most !== 0) {
            writer.uint32(41).double(message.most);
        }
        if (message.p50 !== 0) {
            writer.uint32(49).double(message.p50);
        }
        if (message.p90 !== 0) {
            writer.uint32(57).double(message.p90);
        }
        if (message.p95 !== 0) {
            writer.uint32(65).double(message.p95);
        }
        if (message.p99 !== 0) {
            writer.uint32(73).double(message.p99);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEventGroup();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.count = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 25) {
                            break;
                        }
                        message.sum = reader.double();
                        continue;
                    }
                    case 4: {
                        if (tag !== 33) {
                            break;
                        }
                        message.least = reader.double();
                        continue;
                    }
                    case 5: {
                        if (tag !== 41) {
                            break;
                        }
                        message.most = reader.double();
                        continue;
                    }
                    case 6: {
                        if (tag !== 49) {
                            break;
                        }
                        message.p50 = reader.double();
                        continue;
                    }
                    case 7: {
                        if (tag !== 57) {
                            break;
                        }
                        message.p90 = reader.double();
                        continue;
                    }
                    case 8: {
                        if (tag !== 65) {
                            break;
                        }
                        message.p95 = reader.double();
                        continue;
                    }
                    case 9: {
                        if (tag !== 73) {
                            break;
                        }
                        message.p99 = reader.double();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseAnomaly() {
    return { event: undefined, value: 0, mean: 0, deviation: 0, sigmas: 0, samples: 0 };
}
export const Anomaly = {
    encode(message, writer = new BinaryWriter()) {
        if (message.event !== undefined) {
            Event.encode(message.event, writer.uint32(10).fork()).join();
        }
        if (message.value !== 0) {
            writer.uint32(17).double(message.value);
        }
        if (message.mean !== 0) {
            writer.uint32(25).double(message.mean);
        }
        if (message.deviation !== 0) {
            writer.uint32(33).double(message.deviation);
        }
        if (message.sigmas !== 0) {
            writer.uint32(41).double(message.sigmas);
        }
        if (message.samples !== 0) {
            writeUint64(writer.uint32(48), message.samples);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseAnomaly();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.event = Event.decode(reader, reader.uint32());
                        continue;
                    }
                    case 2: {
                        if (tag !== 17) {
                            break;
                        }
                        message.value = reader.double();
                        continue;
                    }
                    case 3: {
                        if (tag !== 25) {
                            break;
                        }
                        message.mean = reader.double();
                        continue;
                    }
                    case 4: {
                        if (tag !== 33) {
                            break;
                        }
                        message.deviation = reader.double();
                        continue;
                    }
                    case 5: {
                        if (tag !== 41) {
                            break;
                        }
                        message.sigmas = reader.double();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.samples = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEmittedEvent() {
    return {
        category: 0,
        severity: 0,
        type: "",
        subject: "",
        traceparent: "",
        timeUs: 0,
        valueA: 0,
        valueB: 0,
        valueC: 0,
        layer: "",
        text: "",
        parentSpanId: "",
        pid: 0,
    };
}
export const EmittedEvent = {
    encode(message, writer = new BinaryWriter()) {
        if (message.category !== 0) {
            writer.uint32(8).int32(message.category);
        }
        if (message.severity !== 0) {
            writer.uint32(16).int32(message.severity);
        }
        if (message.type !== "") {
            writer.uint32(26).string(message.type);
        }
        if (message.subject !== "") {
            writer.uint32(34).string(message.subject);
        }
        if (message.traceparent !== "") {
            writer.uint32(42).string(message.traceparent);
        }
        if (message.timeUs !== 0) {
            writeUint64(writer.uint32(48), message.timeUs);
        }
        if (message.valueA !== 0) {
            writer.uint32(57).double(message.valueA);
        }
        if (message.valueB !== 0) {
            writer.uint32(65).double(message.valueB);
        }
        if (message.valueC !== 0) {
            writer.uint32(73).double(message.valueC);
        }
        if (message.layer !== "") {
            writer.uint32(82).string(message.layer);
        }
        if (message.text !== "") {
            writer.uint32(90).string(message.text);
        }
        if (message.parentSpanId !== "") {
            writer.uint32(98).string(message.parentSpanId);
        }
        if (message.pid !== 0) {
            writer.uint32(104).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEmittedEvent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.category = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.severity = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.type = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.subject = reader.string();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.timeUs = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 57) {
                            break;
                        }
                        message.valueA = reader.double();
                        continue;
                    }
                    case 8: {
                        if (tag !== 65) {
                            break;
                        }
                        message.valueB = reader.double();
                        continue;
                    }
                    case 9: {
                        if (tag !== 73) {
                            break;
                        }
                        message.valueC = reader.double();
                        continue;
                    }
                    case 10: {
                        if (tag !== 82) {
                            break;
                        }
                        message.layer = reader.string();
                        continue;
                    }
                    case 11: {
                        if (tag !== 90) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                    case 12: {
                        if (tag !== 98) {
                            break;
                        }
                        message.parentSpanId = reader.string();
                        continue;
                    }
                    case 13: {
                        if (tag !== 104) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEmitEventsRequest() {
    return { events: [] };
}
export const EmitEventsRequest = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.events) {
            EmittedEvent.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEmitEventsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.events.push(EmittedEvent.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEmitEventsResponse() {
    return { taken: 0, refused: 0, error: undefined };
}
export const EmitEventsResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.taken !== 0) {
            writer.uint32(8).uint32(message.taken);
        }
        if (message.refused !== 0) {
            writer.uint32(16).uint32(message.refused);
        }
        if (message.error !== undefined) {
            Error.encode(message.error, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEmitEventsResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.taken = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.refused = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.error = Error.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEventBatch() {
    return { events: [], lost: 0 };
}
export const EventBatch = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.events) {
            Event.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.lost !== 0) {
            writeUint64(writer.uint32(16), message.lost);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEventBatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.events.push(Event.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.lost = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEvent() {
    return {
        sequence: 0,
        timeUs: 0,
        category: 0,
        severity: 0,
        type: "",
        pid: 0,
        traceId: "",
        spanId: "",
        subject: "",
        valueA: 0,
        valueB: 0,
        valueC: 0,
        parentSpanId: "",
        layer: "",
        text: "",
        weight: 0,
    };
}
export const Event = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sequence !== 0) {
            writeUint64(writer.uint32(8), message.sequence);
        }
        if (message.timeUs !== 0) {
            writeUint64(writer.uint32(16), message.timeUs);
        }
        if (message.category !== 0) {
            writer.uint32(24).int32(message.category);
        }
        if (message.severity !== 0) {
            writer.uint32(32).int32(message.severity);
        }
        if (message.type !== "") {
            writer.uint32(42).string(message.type);
        }
        if (message.pid !== 0) {
            writer.uint32(48).uint32(message.pid);
        }
        if (message.traceId !== "") {
            writer.uint32(58).string(message.traceId);
        }
        if (message.spanId !== "") {
            writer.uint32(66).string(message.spanId);
        }
        if (message.subject !== "") {
            writer.uint32(74).string(message.subject);
        }
        if (message.valueA !== 0) {
            writer.uint32(81).double(message.valueA);
        }
        if (message.valueB !== 0) {
            writer.uint32(89).double(message.valueB);
        }
        if (message.valueC !== 0) {
            writer.uint32(97).double(message.valueC);
        }
        if (message.parentSpanId !== "") {
            writer.uint32(106).string(message.parentSpanId);
        }
        if (message.layer !== "") {
            writer.uint32(114).string(message.layer);
        }
        if (message.text !== "") {
            writer.uint32(122).string(message.text);
        }
        if (message.weight !== 0) {
            writer.uint32(128).uint32(message.weight);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEvent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sequence = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.timeUs = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.category = reader.int32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.severity = reader.int32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.type = reader.string();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.traceId = reader.string();
                        continue;
                    }
                    case 8: {
                        if (tag !== 66) {
                            break;
                        }
                        message.spanId = reader.string();
                        continue;
                    }
                    case 9: {
                        if (tag !== 74) {
                            break;
                        }
                        message.subject = reader.string();
                        continue;
                    }
                    case 10: {
                        if (tag !== 81) {
                            break;
                        }
                        message.valueA = reader.double();
                        continue;
                    }
                    case 11: {
                        if (tag !== 89) {
                            break;
                        }
                        message.valueB = reader.double();
                        continue;
                    }
                    case 12: {
                        if (tag !== 97) {
                            break;
                        }
                        message.valueC = reader.double();
                        continue;
                    }
                    case 13: {
                        if (tag !== 106) {
                            break;
                        }
                        message.parentSpanId = reader.string();
                        continue;
                    }
                    case 14: {
                        if (tag !== 114) {
                            break;
                        }
                        message.layer = reader.string();
                        continue;
                    }
                    case 15: {
                        if (tag !== 122) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                    case 16: {
                        if (tag !== 128) {
                            break;
                        }
                        message.weight = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseError() {
    return { code: "", message: "", detail: "" };
}
export const Error = {
    encode(message, writer = new BinaryWriter()) {
        if (message.code !== "") {
            writer.uint32(10).string(message.code);
        }
        if (message.message !== "") {
            writer.uint32(18).string(message.message);
        }
        if (message.detail !== "") {
            writer.uint32(26).string(message.detail);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseError();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.code = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.message = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.detail = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseEmpty() {
    return {};
}
export const Empty = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseEmpty();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSyscall() {
    return { syscall: undefined };
}
export const Syscall = {
    encode(message, writer = new BinaryWriter()) {
        switch (message.syscall?.$case) {
            case "readFile":
                ReadFile.encode(message.syscall.value, writer.uint32(82).fork()).join();
                break;
            case "writeFile":
                WriteFile.encode(message.syscall.value, writer.uint32(90).fork()).join();
                break;
            case "createFile":
                CreateFile.encode(message.syscall.value, writer.uint32(98).fork()).join();
                break;
            case "deleteFile":
                DeleteFile.encode(message.syscall.value, writer.uint32(106).fork()).join();
                break;
            case "listDirectory":
                ListDirectory.encode(message.syscall.value, writer.uint32(114).fork()).join();
                break;
            case "stat":
                Stat.encode(message.syscall.value, writer.uint32(122).fork()).join();
                break;
            case "moveFile":
                MoveFile.encode(message.syscall.value, writer.uint32(130).fork()).join();
                break;
            case "copyFile":
                CopyFile.encode(message.syscall.value, writer.uint32(138).fork()).join();
                break;
            case "mkdir":
                Mkdir.encode(message.syscall.value, writer.uint32(146).fork()).join();
                break;
            case "rmdir":
                Rmdir.encode(message.syscall.value, writer.uint32(154).fork()).join();
                break;
            case "getcwd":
                Getcwd.encode(message.syscall.value, writer.uint32(162).fork()).join();
                break;
            case "setcwd":
                Setcwd.encode(message.syscall.value, writer.uint32(170).fork()).join();
                break;
            case "truncate":
                Truncate.encode(message.syscall.value, writer.uint32(178).fork()).join();
                break;
            case "exists":
                Exists.encode(message.syscall.value, writer.uint32(186).fork()).join();
                break;
            case "link":
                Link.encode(message.syscall.value, writer.uint32(194).fork()).join();
                break;
            case "symlink":
                Symlink.encode(message.syscall.value, writer.uint32(202).fork()).join();
                break;
            case "readlink":
                Readlink.encode(message.syscall.value, writer.uint32(210).fork()).join();
                break;
            case "fsync":
                Fsync.encode(message.syscall.value, writer.uint32(218).fork()).join();
                break;
            case "searchFiles":
                SearchFiles.encode(message.syscall.value, writer.uint32(226).fork()).join();
                break;
            case "searchContent":
                SearchContent.encode(message.syscall.value, writer.uint32(234).fork()).join();
                break;
            case "watch":
                Watch.encode(message.syscall.value, writer.uint32(242).fork()).join();
                break;
            case "unwatch":
                Unwatch.encode(message.syscall.value, writer.uint32(250).fork()).join();
                break;
            case "spawn":
                Spawn.encode(message.syscall.value, writer.uint32(322).fork()).join();
                break;
            case "kill":
                Kill.encode(message.syscall.value, writer.uint32(330).fork()).join();
                break;
            case "processInfo":
                ProcessInfoGet.encode(message.syscall.value, writer.uint32(338).fork()).join();
                break;
            case "processList":
                ProcessList.encode(message.syscall.value, writer.uint32(346).fork()).join();
                break;
            case "setPriority":
                SetPriority.encode(message.syscall.value, writer.uint32(354).fork()).join();
                break;
            case "setGroup":
                SetGroup.encode(message.syscall.value, writer.uint32(362).fork()).join();
                break;
            case "resizeTerminal":
                ResizeTerminal.encode(message.syscall.value, writer.uint32(370).fork()).join();
                break;
            case "processState":
                ProcessStateGet.encode(message.syscall.value, writer.uint32(378).fork()).join();
                break;
            case "processStats":
                ProcessStatsGet.encode(message.syscall.value, writer.uint32(386).fork()).join();
                break;
            case "wait":
                Wait.encode(message.syscall.value, writer.uint32(394).fork()).join();
                break;
            case "pipeCreate":
                PipeCreate.encode(message.syscall.value, writer.uint32(402).fork()).join();
                break;
            case "pipeWrite":
                PipeWrite.encode(message.syscall.value, writer.uint32(410).fork()).join();
                break;
            case "pipeRead":
                PipeRead.encode(message.syscall.value, writer.uint32(418).fork()).join();
                break;
            case "pipeClose":
                PipeClose.encode(message.syscall.value, writer.uint32(426).fork()).join();
                break;
            case "pipeDestroy":
                PipeDestroy.encode(message.syscall.value, writer.uint32(434).fork()).join();
                break;
            case "pipeStats":
                PipeStatsGet.encode(message.syscall.value, writer.uint32(442).fork()).join();
                break;
            case "shmCreate":
                ShmCreate.encode(message.syscall.value, writer.uint32(482).fork()).join();
                break;
            case "shmAttach":
                ShmAttach.encode(message.syscall.value, writer.uint32(490).fork()).join();
                break;
            case "shmDetach":
                ShmDetach.encode(message.syscall.value, writer.uint32(498).fork()).join();
                break;
            case "shmWrite":
                ShmWrite.encode(message.syscall.value, writer.uint32(506).fork()).join();
                break;
            case "shmRead":
                ShmRead.encode(message.syscall.value, writer.uint32(514).fork()).join();
                break;
            case "shmDestroy":
                ShmDestroy.encode(message.syscall.value, writer.uint32(522).fork()).join();
                break;
            case "shmStats":
                ShmStatsGet.encode(message.syscall.value, writer.uint32(530).fork()).join();
                break;
            case "mmap":
                Mmap.encode(message.syscall.value, writer.uint32(562).fork()).join();
                break;
            case "mmapRead":
                MmapRead.encode(message.syscall.value, writer.uint32(570).fork()).join();
                break;
            case "mmapWrite":
                MmapWrite.encode(message.syscall.value, writer.uint32(578).fork()).join();
                break;
            case "msync":
                Msync.encode(message.syscall.value, writer.uint32(586).fork()).join();
                break;
            case "munmap":
                Munmap.encode(message.syscall.value, writer.uint32(594).fork()).join();
                break;
            case "mmapStats":
                MmapStatsGet.encode(message.syscall.value, writer.uint32(602).fork()).join();
                break;
            case "queueCreate":
                QueueCreate.encode(message.syscall.value, writer.uint32(642).fork()).join();
                break;
            case "queueSend":
                QueueSend.encode(message.syscall.value, writer.uint32(650).fork()).join();
                break;
            case "queueReceive":
                QueueReceive.encode(message.syscall.value, writer.uint32(658).fork()).join();
                break;
            case "queueSubscribe":
                QueueSubscribe.encode(message.syscall.value, writer.uint32(666).fork()).join();
                break;
            case "queueUnsubscribe":
                QueueUnsubscribe.encode(message.syscall.value, writer.uint32(674).fork()).join();
                break;
            case "queueClose":
                QueueClose.encode(message.syscall.value, writer.uint32(682).fork()).join();
                break;
            case "queueDestroy":
                QueueDestroy.encode(message.syscall.value, writer.uint32(690).fork()).join();
                break;
            case "queueStats":
                QueueStatsGet.encode(message.syscall.value, writer.uint32(698).fork()).join();
                break;
            case "socket":
                SocketOpen.encode(message.syscall.value, writer.uint32(722).fork()).join();
                break;
            case "bind":
                Bind.encode(message.syscall.value, writer.uint32(730).fork()).join();
                break;
            case "listen":
                Listen.encode(message.syscall.value, writer.uint32(738).fork()).join();
                break;
            case "accept":
                Accept.encode(message.syscall.value, writer.uint32(746).fork()).join();
                break;
            case "connect":
                Connect.encode(message.syscall.value, writer.uint32(754).fork()).join();
                break;
            case "send":
                Send.encode(message.syscall.value, writer.uint32(762).fork()).join();
                break;
            case "recv":
                Recv.encode(message.syscall.value, writer.uint32(770).fork()).join();
                break;
            case "sendto":
                Sendto.encode(message.syscall.value, writer.uint32(778).fork()).join();
                break;
            case "recvfrom":
                Recvfrom.encode(message.syscall.value, writer.uint32(786).fork()).join();
                break;
            case "socketClose":
                SocketClose.encode(message.syscall.value, writer.uint32(794).fork()).join();
                break;
            case "setsockopt":
                Setsockopt.encode(message.syscall.value, writer.uint32(802).fork()).join();
                break;
            case "getsockopt":
                Getsockopt.encode(message.syscall.value, writer.uint32(810).fork()).join();
                break;
            case "open":
                Open.encode(message.syscall.value, writer.uint32(882).fork()).join();
                break;
            case "close":
                Close.encode(message.syscall.value, writer.uint32(890).fork()).join();
                break;
            case "read":
                Read.encode(message.syscall.value, writer.uint32(898).fork()).join();
                break;
            case "write":
                Write.encode(message.syscall.value, writer.uint32(906).fork()).join();
                break;
            case "poll":
                Poll.encode(message.syscall.value, writer.uint32(914).fork()).join();
                break;
            case "dup":
                Dup.encode(message.syscall.value, writer.uint32(922).fork()).join();
                break;
            case "dup2":
                Dup2.encode(message.syscall.value, writer.uint32(930).fork()).join();
                break;
            case "lseek":
                Lseek.encode(message.syscall.value, writer.uint32(938).fork()).join();
                break;
            case "fcntl":
                Fcntl.encode(message.syscall.value, writer.uint32(946).fork()).join();
                break;
            case "signalSend":
                SignalSend.encode(message.syscall.value, writer.uint32(962).fork()).join();
                break;
            case "signalRegister":
                SignalRegister.encode(message.syscall.value, writer.uint32(970).fork()).join();
                break;
            case "signalBlock":
                SignalBlock.encode(message.syscall.value, writer.uint32(978).fork()).join();
                break;
            case "signalUnblock":
                SignalUnblock.encode(message.syscall.value, writer.uint32(986).fork()).join();
                break;
            case "signalPending":
                SignalPending.encode(message.syscall.value, writer.uint32(994).fork()).join();
                break;
            case "signalStats":
                SignalStatsGet.encode(message.syscall.value, writer.uint32(1002).fork()).join();
                break;
            case "signalWait":
                SignalWait.encode(message.syscall.value, writer.uint32(1010).fork()).join();
                break;
            case "signalState":
                SignalStateGet.encode(message.syscall.value, writer.uint32(1018).fork()).join();
                break;
            case "scheduleNext":
                ScheduleNext.encode(message.syscall.value, writer.uint32(1042).fork()).join();
                break;
            case "schedYield":
                SchedYield.encode(message.syscall.value, writer.uint32(1050).fork()).join();
                break;
            case "schedCurrent":
                SchedCurrent.encode(message.syscall.value, writer.uint32(1058).fork()).join();
                break;
            case "schedStats":
                SchedStatsGet.encode(message.syscall.value, writer.uint32(1066).fork()).join();
                break;
            case "schedSetPolicy":
                SchedSetPolicy.encode(message.syscall.value, writer.uint32(1074).fork()).join();
                break;
            case "schedGetPolicy":
                SchedGetPolicy.encode(message.syscall.value, writer.uint32(1082).fork()).join();
                break;
            case "schedSetQuantum":
                SchedSetQuantum.encode(message.syscall.value, writer.uint32(1090).fork()).join();
                break;
            case "schedGetQuantum":
                SchedGetQuantum.encode(message.syscall.value, writer.uint32(1098).fork()).join();
                break;
            case "schedProcessStats":
                SchedProcessStatsGet.encode(message.syscall.value, writer.uint32(1106).fork()).join();
                break;
            case "schedAllProcessStats":
                SchedAllProcessStatsGet.encode(message.syscall.value, writer.uint32(1114).fork()).join();
                break;
            case "schedBoost":
                SchedBoost.encode(message.syscall.value, writer.uint32(1122).fork()).join();
                break;
            case "schedLower":
                SchedLower.encode(message.syscall.value, writer.uint32(1130).fork()).join();
                break;
            case "memoryStats":
                MemoryStatsGet.encode(message.syscall.value, writer.uint32(1202).fork()).join();
                break;
            case "memoryProcessStats":
                MemoryProcessStatsGet.encode(message.syscall.value, writer.uint32(1210).fork()).join();
                break;
            case "memoryCompact":
                MemoryCompact.encode(message.syscall.value, writer.uint32(1218).fork()).join();
                break;
            case "systemInfo":
                SystemInfoGet.encode(message.syscall.value, writer.uint32(1282).fork()).join();
                break;
            case "getenv":
                Getenv.encode(message.syscall.value, writer.uint32(1290).fork()).join();
                break;
            case "setenv":
                Setenv.encode(message.syscall.value, writer.uint32(1298).fork()).join();
                break;
            case "networkRequest":
                NetworkRequest.encode(message.syscall.value, writer.uint32(1306).fork()).join();
                break;
            case "now":
                Now.encode(message.syscall.value, writer.uint32(1362).fork()).join();
                break;
            case "sleep":
                Sleep.encode(message.syscall.value, writer.uint32(1370).fork()).join();
                break;
            case "uptime":
                Uptime.encode(message.syscall.value, writer.uint32(1378).fork()).join();
                break;
            case "clipboardCopy":
                ClipboardCopy.encode(message.syscall.value, writer.uint32(1442).fork()).join();
                break;
            case "clipboardPaste":
                ClipboardPaste.encode(message.syscall.value, writer.uint32(1450).fork()).join();
                break;
            case "clipboardHistory":
                ClipboardHistory.encode(message.syscall.value, writer.uint32(1458).fork()).join();
                break;
            case "clipboardEntry":
                ClipboardEntryGet.encode(message.syscall.value, writer.uint32(1466).fork()).join();
                break;
            case "clipboardClear":
                ClipboardClear.encode(message.syscall.value, writer.uint32(1474).fork()).join();
                break;
            case "clipboardSubscribe":
                ClipboardSubscribe.encode(message.syscall.value, writer.uint32(1482).fork()).join();
                break;
            case "clipboardUnsubscribe":
                ClipboardUnsubscribe.encode(message.syscall.value, writer.uint32(1490).fork()).join();
                break;
            case "clipboardStats":
                ClipboardStatsGet.encode(message.syscall.value, writer.uint32(1498).fork()).join();
                break;
            case "kvGet":
                KvGet.encode(message.syscall.value, writer.uint32(1522).fork()).join();
                break;
            case "kvSet":
                KvSet.encode(message.syscall.value, writer.uint32(1530).fork()).join();
                break;
            case "kvDelete":
                KvDelete.encode(message.syscall.value, writer.uint32(1538).fork()).join();
                break;
            case "kvList":
                KvList.encode(message.syscall.value, writer.uint32(1546).fork()).join();
                break;
            case "kvBatch":
                KvBatch.encode(message.syscall.value, writer.uint32(1554).fork()).join();
                break;
            case "kvStats":
                KvStatsGet.encode(message.syscall.value, writer.uint32(1562).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSyscall();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 10: {
                        if (tag !== 82) {
                            break;
                        }
                        message.syscall = { $case: "readFile", value: ReadFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 11: {
                        if (tag !== 90) {
                            break;
                        }
                        message.syscall = { $case: "writeFile", value: WriteFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 12: {
                        if (tag !== 98) {
                            break;
                        }
                        message.syscall = { $case: "createFile", value: CreateFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 13: {
                        if (tag !== 106) {
                            break;
                        }
                        message.syscall = { $case: "deleteFile", value: DeleteFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 14: {
                        if (tag !== 114) {
                            break;
                        }
                        message.syscall = { $case: "listDirectory", value: ListDirectory.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 15: {
                        if (tag !== 122) {
                            break;
                        }
                        message.syscall = { $case: "stat", value: Stat.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 16: {
                        if (tag !== 130) {
                            break;
                        }
                        message.syscall = { $case: "moveFile", value: MoveFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 17: {
                        if (tag !== 138) {
                            break;
                        }
                        message.syscall = { $case: "copyFile", value: CopyFile.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 18: {
                        if (tag !== 146) {
                            break;
                        }
                        message.syscall = { $case: "mkdir", value: Mkdir.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 19: {
                        if (tag !== 154) {
                            break;
                        }
                        message.syscall = { $case: "rmdir", value: Rmdir.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 20: {
                        if (tag !== 162) {
                            break;
                        }
                        message.syscall = { $case: "getcwd", value: Getcwd.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 21: {
                        if (tag !== 170) {
                            break;
                        }
                        message.syscall = { $case: "setcwd", value: Setcwd.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 22: {
                        if (tag !== 178) {
                            break;
                        }
                        message.syscall = { $case: "truncate", value: Truncate.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 23: {
                        if (tag !== 186) {
                            break;
                        }
                        message.syscall = { $case: "exists", value: Exists.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 24: {
                        if (tag !== 194) {
                            break;
                        }
                        message.syscall = { $case: "link", value: Link.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 25: {
                        if (tag !== 202) {
                            break;
                        }
                        message.syscall = { $case: "symlink", value: Symlink.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 26: {
                        if (tag !== 210) {
                            break;
                        }
                        message.syscall = { $case: "readlink", value: Readlink.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 27: {
                        if (tag !== 218) {
                            break;
                        }
                        message.syscall = { $case: "fsync", value: Fsync.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 28: {
                        if (tag !== 226) {
                            break;
                        }
                        message.syscall = { $case: "searchFiles", value: SearchFiles.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 29: {
                        if (tag !== 234) {
                            break;
                        }
                        message.syscall = { $case: "searchContent", value: SearchContent.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 30: {
                        if (tag !== 242) {
                            break;
                        }
                        message.syscall = { $case: "watch", value: Watch.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 31: {
                        if (tag !== 250) {
                            break;
                        }
                        message.syscall = { $case: "unwatch", value: Unwatch.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 40: {
                        if (tag !== 322) {
                            break;
                        }
                        message.syscall = { $case: "spawn", value: Spawn.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 41: {
                        if (tag !== 330) {
                            break;
                        }
                        message.syscall = { $case: "kill", value: Kill.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 42: {
                        if (tag !== 338) {
                            break;
                        }
                        message.syscall = { $case: "processInfo", value: ProcessInfoGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 43: {
                        if (tag !== 346) {
                            break;
                        }
                        message.syscall = { $case: "processList", value: ProcessList.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 44: {
                        if (tag !== 354) {
                            break;
                        }
                        message.syscall = { $case: "setPriority", value: SetPriority.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 45: {
                        if (tag !== 362) {
                            break;
                        }
                        message.syscall = { $case: "setGroup", value: SetGroup.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 46: {
                        if (tag !== 370) {
                            break;
                        }
                        message.syscall = { $case: "resizeTerminal", value: ResizeTerminal.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 47: {
                        if (tag !== 378) {
                            break;
                        }
                        message.syscall = { $case: "processState", value: ProcessStateGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 48: {
                        if (tag !== 386) {
                            break;
                        }
                        message.syscall = { $case: "processStats", value: ProcessStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 49: {
                        if (tag !== 394) {
                            break;
                        }
                        message.syscall = { $case: "wait", value: Wait.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 50: {
                        if (tag !== 402) {
                            break;
                        }
                        message.syscall = { $case: "pipeCreate", value: PipeCreate.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 51: {
                        if (tag !== 410) {
                            break;
                        }
                        message.syscall = { $case: "pipeWrite", value: PipeWrite.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 52: {
                        if (tag !== 418) {
                            break;
                        }
                        message.syscall = { $case: "pipeRead", value: PipeRead.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 53: {
                        if (tag !== 426) {
                            break;
                        }
                        message.syscall = { $case: "pipeClose", value: PipeClose.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 54: {
                        if (tag !== 434) {
                            break;
                        }
                        message.syscall = { $case: "pipeDestroy", value: PipeDestroy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 55: {
                        if (tag !== 442) {
                            break;
                        }
                        message.syscall = { $case: "pipeStats", value: PipeStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 60: {
                        if (tag !== 482) {
                            break;
                        }
                        message.syscall = { $case: "shmCreate", value: ShmCreate.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 61: {
                        if (tag !== 490) {
                            break;
                        }
                        message.syscall = { $case: "shmAttach", value: ShmAttach.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 62: {
                        if (tag !== 498) {
                            break;
                        }
                        message.syscall = { $case: "shmDetach", value: ShmDetach.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 63: {
                        if (tag !== 506) {
                            break;
                        }
                        message.syscall = { $case: "shmWrite", value: ShmWrite.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 64: {
                        if (tag !== 514) {
                            break;
                        }
                        message.syscall = { $case: "shmRead", value: ShmRead.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 65: {
                        if (tag !== 522) {
                            break;
                        }
                        message.syscall = { $case: "shmDestroy", value: ShmDestroy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 66: {
                        if (tag !== 530) {
                            break;
                        }
                        message.syscall = { $case: "shmStats", value: ShmStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 70: {
                        if (tag !== 562) {
                            break;
                        }
                        message.syscall = { $case: "mmap", value: Mmap.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 71: {
                        if (tag !== 570) {
                            break;
                        }
                        message.syscall = { $case: "mmapRead", value: MmapRead.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 72: {
                        if (tag !== 578) {
                            break;
                        }
                        message.syscall = { $case: "mmapWrite", value: MmapWrite.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 73: {
                        if (tag !== 586) {
                            break;
                        }
                        message.syscall = { $case: "msync", value: Msync.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 74: {
                        if (tag !== 594) {
                            break;
                        }
                        message.syscall = { $case: "munmap", value: Munmap.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 75: {
                        if (tag !== 602) {
                            break;
                        }
                        message.syscall = { $case: "mmapStats", value: MmapStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 80: {
                        if (tag !== 642) {
                            break;
                        }
                        message.syscall = { $case: "queueCreate", value: QueueCreate.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 81: {
                        if (tag !== 650) {
                            break;
                        }
                        message.syscall = { $case: "queueSend", value: QueueSend.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 82: {
                        if (tag !== 658) {
                            break;
                        }
                        message.syscall = { $case: "queueReceive", value: QueueReceive.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 83: {
                        if (tag !== 666) {
                            break;
                        }
                        message.syscall = { $case: "queueSubscribe", value: QueueSubscribe.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 84: {
                        if (tag !== 674) {
                            break;
                        }
                        message.syscall = { $case: "queueUnsubscribe", value: QueueUnsubscribe.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 85: {
                        if (tag !== 682) {
                            break;
                        }
                        message.syscall = { $case: "queueClose", value: QueueClose.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 86: {
                        if (tag !== 690) {
                            break;
                        }
                        message.syscall = { $case: "queueDestroy", value: QueueDestroy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 87: {
                        if (tag !== 698) {
                            break;
                        }
                        message.syscall = { $case: "queueStats", value: QueueStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 90: {
                        if (tag !== 722) {
                            break;
                        }
                        message.syscall = { $case: "socket", value: SocketOpen.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 91: {
                        if (tag !== 730) {
                            break;
                        }
                        message.syscall = { $case: "bind", value: Bind.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 92: {
                        if (tag !== 738) {
                            break;
                        }
                        message.syscall = { $case: "listen", value: Listen.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 93: {
                        if (tag !== 746) {
                            break;
                        }
                        message.syscall = { $case: "accept", value: Accept.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 94: {
                        if (tag !== 754) {
                            break;
                        }
                        message.syscall = { $case: "connect", value: Connect.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 95: {
                        if (tag !== 762) {
                            break;
                        }
                        message.syscall = { $case: "send", value: Send.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 96: {
                        if (tag !== 770) {
                            break;
                        }
                        message.syscall = { $case: "recv", value: Recv.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 97: {
                        if (tag !== 778) {
                            break;
                        }
                        message.syscall = { $case: "sendto", value: Sendto.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 98: {
                        if (tag !== 786) {
                            break;
                        }
                        message.syscall = { $case: "recvfrom", value: Recvfrom.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 99: {
                        if (tag !== 794) {
                            break;
                        }
                        message.syscall = { $case: "socketClose", value: SocketClose.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 100: {
                        if (tag !== 802) {
                            break;
                        }
                        message.syscall = { $case: "setsockopt", value: Setsockopt.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 101: {
                        if (tag !== 810) {
                            break;
                        }
                        message.syscall = { $case: "getsockopt", value: Getsockopt.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 110: {
                        if (tag !== 882) {
                            break;
                        }
                        message.syscall = { $case: "open", value: Open.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 111: {
                        if (tag !== 890) {
                            break;
                        }
                        message.syscall = { $case: "close", value: Close.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 112: {
                        if (tag !== 898) {
                            break;
                        }
                        message.syscall = { $case: "read", value: Read.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 113: {
                        if (tag !== 906) {
                            break;
                        }
                        message.syscall = { $case: "write", value: Write.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 114: {
                        if (tag !== 914) {
                            break;
                        }
                        message.syscall = { $case: "poll", value: Poll.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 115: {
                        if (tag !== 922) {
                            break;
                        }
                        message.syscall = { $case: "dup", value: Dup.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 116: {
                        if (tag !== 930) {
                            break;
                        }
                        message.syscall = { $case: "dup2", value: Dup2.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 117: {
                        if (tag !== 938) {
                            break;
                        }
                        message.syscall = { $case: "lseek", value: Lseek.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 118: {
                        if (tag !== 946) {
                            break;
                        }
                        message.syscall = { $case: "fcntl", value: Fcntl.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 120: {
                        if (tag !== 962) {
                            break;
                        }
                        message.syscall = { $case: "signalSend", value: SignalSend.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 121: {
                        if (tag !== 970) {
                            break;
                        }
                        message.syscall = { $case: "signalRegister", value: SignalRegister.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 122: {
                        if (tag !== 978) {
                            break;
                        }
                        message.syscall = { $case: "signalBlock", value: SignalBlock.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 123: {
                        if (tag !== 986) {
                            break;
                        }
                        message.syscall = { $case: "signalUnblock", value: SignalUnblock.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 124: {
                        if (tag !== 994) {
                            break;
                        }
                        message.syscall = { $case: "signalPending", value: SignalPending.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 125: {
                        if (tag !== 1002) {
                            break;
                        }
                        message.syscall = { $case: "signalStats", value: SignalStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 126: {
                        if (tag !== 1010) {
                            break;
                        }
                        message.syscall = { $case: "signalWait", value: SignalWait.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 127: {
                        if (tag !== 1018) {
                            break;
                        }
                        message.syscall = { $case: "signalState", value: SignalStateGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 130: {
                        if (tag !== 1042) {
                            break;
                        }
                        message.syscall = { $case: "scheduleNext", value: ScheduleNext.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 131: {
                        if (tag !== 1050) {
                            break;
                        }
                        message.syscall = { $case: "schedYield", value: SchedYield.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 132: {
                        if (tag !== 1058) {
                            break;
                        }
                        message.syscall = { $case: "schedCurrent", value: SchedCurrent.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 133: {
                        if (tag !== 1066) {
                            break;
                        }
                        message.syscall = { $case: "schedStats", value: SchedStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 134: {
                        if (tag !== 1074) {
                            break;
                        }
                        message.syscall = { $case: "schedSetPolicy", value: SchedSetPolicy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 135: {
                        if (tag !== 1082) {
                            break;
                        }
                        message.syscall = { $case: "schedGetPolicy", value: SchedGetPolicy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 136: {
                        if (tag !== 1090) {
                            break;
                        }
                        message.syscall = { $case: "schedSetQuantum", value: SchedSetQuantum.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 137: {
                        if (tag !== 1098) {
                            break;
                        }
                        message.syscall = { $case: "schedGetQuantum", value: SchedGetQuantum.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 138: {
                        if (tag !== 1106) {
                            break;
                        }
                        message.syscall = {
                            $case: "schedProcessStats",
                            value: SchedProcessStatsGet.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 139: {
                        if (tag !== 1114) {
                            break;
                        }
                        message.syscall = {
                            $case: "schedAllProcessStats",
                            value: SchedAllProcessStatsGet.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 140: {
                        if (tag !== 1122) {
                            break;
                        }
                        message.syscall = { $case: "schedBoost", value: SchedBoost.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 141: {
                        if (tag !== 1130) {
                            break;
                        }
                        message.syscall = { $case: "schedLower", value: SchedLower.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 150: {
                        if (tag !== 1202) {
                            break;
                        }
                        message.syscall = { $case: "memoryStats", value: MemoryStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 151: {
                        if (tag !== 1210) {
                            break;
                        }
                        message.syscall = {
                            $case: "memoryProcessStats",
                            value: MemoryProcessStatsGet.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 152: {
                        if (tag !== 1218) {
                            break;
                        }
                        message.syscall = { $case: "memoryCompact", value: MemoryCompact.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 160: {
                        if (tag !== 1282) {
                            break;
                        }
                        message.syscall = { $case: "systemInfo", value: SystemInfoGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 161: {
                        if (tag !== 1290) {
                            break;
                        }
                        message.syscall = { $case: "getenv", value: Getenv.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 162: {
                        if (tag !== 1298) {
                            break;
                        }
                        message.syscall = { $case: "setenv", value: Setenv.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 163: {
                        if (tag !== 1306) {
                            break;
                        }
                        message.syscall = { $case: "networkRequest", value: NetworkRequest.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 170: {
                        if (tag !== 1362) {
                            break;
                        }
                        message.syscall = { $case: "now", value: Now.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 171: {
                        if (tag !== 1370) {
                            break;
                        }
                        message.syscall = { $case: "sleep", value: Sleep.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 172: {
                        if (tag !== 1378) {
                            break;
                        }
                        message.syscall = { $case: "uptime", value: Uptime.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 180: {
                        if (tag !== 1442) {
                            break;
                        }
                        message.syscall = { $case: "clipboardCopy", value: ClipboardCopy.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 181: {
                        if (tag !== 1450) {
                            break;
                        }
                        message.syscall = { $case: "clipboardPaste", value: ClipboardPaste.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 182: {
                        if (tag !== 1458) {
                            break;
                        }
                        message.syscall = { $case: "clipboardHistory", value: ClipboardHistory.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 183: {
                        if (tag !== 1466) {
                            break;
                        }
                        message.syscall = { $case: "clipboardEntry", value: ClipboardEntryGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 184: {
                        if (tag !== 1474) {
                            break;
                        }
                        message.syscall = { $case: "clipboardClear", value: ClipboardClear.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 185: {
                        if (tag !== 1482) {
                            break;
                        }
                        message.syscall = {
                            $case: "clipboardSubscribe",
                            value: ClipboardSubscribe.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 186: {
                        if (tag !== 1490) {
                            break;
                        }
                        message.syscall = {
                            $case: "clipboardUnsubscribe",
                            value: ClipboardUnsubscribe.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 187: {
                        if (tag !== 1498) {
                            break;
                        }
                        message.syscall = { $case: "clipboardStats", value: ClipboardStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 190: {
                        if (tag !== 1522) {
                            break;
                        }
                        message.syscall = { $case: "kvGet", value: KvGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 191: {
                        if (tag !== 1530) {
                            break;
                        }
                        message.syscall = { $case: "kvSet", value: KvSet.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 192: {
                        if (tag !== 1538) {
                            break;
                        }
                        message.syscall = { $case: "kvDelete", value: KvDelete.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 193: {
                        if (tag !== 1546) {
                            break;
                        }
                        message.syscall = { $case: "kvList", value: KvList.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 194: {
                        if (tag !== 1554) {
                            break;
                        }
                        message.syscall = { $case: "kvBatch", value: KvBatch.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 195: {
                        if (tag !== 1562) {
                            break;
                        }
                        message.syscall = { $case: "kvStats", value: KvStatsGet.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSyscallResult() {
    return { result: undefined };
}
export const SyscallResult = {
    encode(message, writer = new BinaryWriter()) {
        switch (message.result?.$case) {
            case "error":
                Error.encode(message.result.value, writer.uint32(10).fork()).join();
                break;
            case "readFile":
                ReadFileResult.encode(message.result.value, writer.uint32(82).fork()).join();
                break;
            case "writeFile":
                WriteFileResult.encode(message.result.value, writer.uint32(90).fork()).join();
                break;
            case "createFile":
                Empty.encode(message.result.value, writer.uint32(98).fork()).join();
                break;
            case "deleteFile":
                DeleteFileResult.encode(message.result.value, writer.uint32(106).fork()).join();
                break;
            case "listDirectory":
                ListDirectoryResult.encode(message.result.value, writer.uint32(114).fork()).join();
                break;
            case "stat":
                StatResult.encode(message.result.value, writer.uint32(122).fork()).join();
                break;
            case "moveFile":
                Empty.encode(message.result.value, writer.uint32(130).fork()).join();
                break;
            case "copyFile":
                CopyFileResult.encode(message.result.value, writer.uint32(138).fork()).join();
                break;
            case "mkdir":
                Empty.encode(message.result.value, writer.uint32(146).fork()).join();
                break;
            case "rmdir":
                Empty.encode(message.result.value, writer.uint32(154).fork()).join();
                break;
            case "getcwd":
                GetcwdResult.encode(message.result.value, writer.uint32(162).fork()).join();
                break;
            case "setcwd":
                Empty.encode(message.result.value, writer.uint32(170).fork()).join();
                break;
            case "truncate":
                Empty.encode(message.result.value, writer.uint32(178).fork()).join();
                break;
            case "exists":
                ExistsResult.encode(message.result.value, writer.uint32(186).fork()).join();
                break;
            case "link":
                Empty.encode(message.result.value, writer.uint32(194).fork()).join();
                break;
            case "symlink":
                Empty.encode(message.result.value, writer.uint32(202).fork()).join();
                break;
            case "readlink":
                ReadlinkResult.encode(message.result.value, writer.uint32(210).fork()).join();
                break;
            case "fsync":
                Empty.encode(message.result.value, writer.uint32(218).fork()).join();
                break;
            case "searchFiles":
                SearchFilesResult.encode(message.result.value, writer.uint32(226).fork()).join();
                break;
            case "searchContent":
                SearchContentResult.encode(message.result.value, writer.uint32(234).fork()).join();
                break;
            case "watch":
                WatchResult.encode(message.result.value, writer.uint32(242).fork()).join();
                break;
            case "unwatch":
                Empty.encode(message.result.value, writer.uint32(250).fork()).join();
                break;
            case "spawn":
                SpawnResult.encode(message.result.value, writer.uint32(322).fork()).join();
                break;
            case "kill":
                Empty.encode(message.result.value, writer.uint32(330).fork()).join();
                break;
            case "processInfo":
                ProcessInfoGetResult.encode(message.result.value, writer.uint32(338).fork()).join();
                break;
            case "processList":
                ProcessListResult.encode(message.result.value, writer.uint32(346).fork()).join();
                break;
            case "setPriority":
                Empty.encode(message.result.value, writer.uint32(354).fork()).join();
                break;
            case "setGroup":
                Empty.encode(message.result.value, writer.uint32(362).fork()).join();
                break;
            case "resizeTerminal":
                Empty.encode(message.result.value, writer.uint32(370).fork()).join();
                break;
            case "processState":
                ProcessStateGetResult.encode(message.result.value, writer.uint32(378).fork()).join();
                break;
            case "processStats":
                ProcessStatsGetResult.encode(message.result.value, writer.uint32(386).fork()).join();
                break;
            case "wait":
                WaitResult.encode(message.result.value, writer.uint32(394).fork()).join();
                break;
            case "pipeCreate":
                PipeCreateResult.encode(message.result.value, writer.uint32(402).fork()).join();
                break;
            case "pipeWrite":
                PipeWriteResult.encode(message.result.value, writer.uint32(410).fork()).join();
                break;
            case "pipeRead":
                PipeReadResult.encode(message.result.value, writer.uint32(418).fork()).join();
                break;
            case "pipeClose":
                Empty.encode(message.result.value, writer.uint32(426).fork()).join();
                break;
            case "pipeDestroy":
                Empty.encode(message.result.value, writer.uint32(434).fork()).join();
                break;
            case "pipeStats":
                PipeStatsGetResult.encode(message.result.value, writer.uint32(442).fork()).join();
                break;
            case "shmCreate":
                ShmCreateResult.encode(message.result.value, writer.uint32(482).fork()).join();
                break;
            case "shmAttach":
                ShmAttachResult.encode(message.result.value, writer.uint32(490).fork()).join();
                break;
            case "shmDetach":
                Empty.encode(message.result.value, writer.uint32(498).fork()).join();
                break;
            case "shmWrite":
                ShmWriteResult.encode(message.result.value, writer.uint32(506).fork()).join();
                break;
            case "shmRead":
                ShmReadResult.encode(message.result.value, writer.uint32(514).fork()).join();
                break;
            case "shmDestroy":
                Empty.encode(message.result.value, writer.uint32(522).fork()).join();
                break;
            case "shmStats":
                ShmStatsGetResult.encode(message.result.value, writer.uint32(530).fork()).join();
                break;
            case "mmap":
                MmapResult.encode(message.result.value, writer.uint32(562).fork()).join();
                break;
            case "mmapRead":
                MmapReadResult.encode(message.result.value, writer.uint32(570).fork()).join();
                break;
            case "mmapWrite":
                MmapWriteResult.encode(message.result.value, writer.uint32(578).fork()).join();
                break;
            case "msync":
                Empty.encode(message.result.value, writer.uint32(586).fork()).join();
                break;
            case "munmap":
                Empty.encode(message.result.value, writer.uint32(594).fork()).join();
                break;
            case "mmapStats":
                MmapStatsGetResult.encode(message.result.value, writer.uint32(602).fork()).join();
                break;
            case "queueCreate":
                QueueCreateResult.encode(message.result.value, writer.uint32(642).fork()).join();
                break;
            case "queueSend":
                QueueSendResult.encode(message.result.value, writer.uint32(650).fork()).join();
                break;
            case "queueReceive":
                QueueReceiveResult.encode(message.result.value, writer.uint32(658).fork()).join();
                break;
            case "queueSubscribe":
                QueueSubscribeResult.encode(message.result.value, writer.uint32(666).fork()).join();
                break;
            case "queueUnsubscribe":
                Empty.encode(message.result.value, writer.uint32(674).fork()).join();
                break;
            case "queueClose":
                Empty.encode(message.result.value, writer.uint32(682).fork()).join();
                break;
            case "queueDestroy":
                Empty.encode(message.result.value, writer.uint32(690).fork()).join();
                break;
            case "queueStats":
                QueueStatsGetResult.encode(message.result.value, writer.uint32(698).fork()).join();
                break;
            case "socket":
                SocketOpenResult.encode(message.result.value, writer.uint32(722).fork()).join();
                break;
            case "bind":
                BindResult.encode(message.result.value, writer.uint32(730).fork()).join();
                break;
            case "listen":
                Empty.encode(message.result.value, writer.uint32(738).fork()).join();
                break;
            case "accept":
                AcceptResult.encode(message.result.value, writer.uint32(746).fork()).join();
                break;
            case "connect":
                ConnectResult.encode(message.result.value, writer.uint32(754).fork()).join();
                break;
            case "send":
                SendResult.encode(message.result.value, writer.uint32(762).fork()).join();
                break;
            case "recv":
                RecvResult.encode(message.result.value, writer.uint32(770).fork()).join();
                break;
            case "sendto":
                SendtoResult.encode(message.result.value, writer.uint32(778).fork()).join();
                break;
            case "recvfrom":
                RecvfromResult.encode(message.result.value, writer.uint32(786).fork()).join();
                break;
            case "socketClose":
                Empty.encode(message.result.value, writer.uint32(794).fork()).join();
                break;
            case "setsockopt":
                Empty.encode(message.result.value, writer.uint32(802).fork()).join();
                break;
            case "getsockopt":
                GetsockoptResult.encode(message.result.value, writer.uint32(810).fork()).join();
                break;
            case "open":
                OpenResult.encode(message.result.value, writer.uint32(882).fork()).join();
                break;
            case "close":
                Empty.encode(message.result.value, writer.uint32(890).fork()).join();
                break;
            case "read":
                ReadResult.encode(message.result.value, writer.uint32(898).fork()).join();
                break;
            case "write":
                WriteResult.encode(message.result.value, writer.uint32(906).fork()).join();
                break;
            case "poll":
                PollResult.encode(message.result.value, writer.uint32(914).fork()).join();
                break;
            case "dup":
                DupResult.encode(message.result.value, writer.uint32(922).fork()).join();
                break;
            case "dup2":
                Dup2Result.encode(message.result.value, writer.uint32(930).fork()).join();
                break;
            case "lseek":
                LseekResult.encode(message.result.value, writer.uint32(938).fork()).join();
                break;
            case "fcntl":
                FcntlResult.encode(message.result.value, writer.uint32(946).fork()).join();
                break;
            case "signalSend":
                Empty.encode(message.result.value, writer.uint32(962).fork()).join();
                break;
            case "signalRegister":
                Empty.encode(message.result.value, writer.uint32(970).fork()).join();
                break;
            case "signalBlock":
                Empty.encode(message.result.value, writer.uint32(978).fork()).join();
                break;
            case "signalUnblock":
                Empty.encode(message.result.value, writer.uint32(986).fork()).join();
                break;
            case "signalPending":
                SignalPendingResult.encode(message.result.value, writer.uint32(994).fork()).join();
                break;
            case "signalStats":
                SignalStatsGetResult.encode(message.result.value, writer.uint32(1002).fork()).join();
                break;
            case "signalWait":
                SignalWaitResult.encode(message.result.value, writer.uint32(1010).fork()).join();
                break;
            case "signalState":
                SignalStateGetResult.encode(message.result.value, writer.uint32(1018).fork()).join();
                break;
            case "scheduleNext":
                ScheduleNextResult.encode(message.result.value, writer.uint32(1042).fork()).join();
                break;
            case "schedYield":
                Empty.encode(message.result.value, writer.uint32(1050).fork()).join();
                break;
            case "schedCurrent":
                SchedCurrentResult.encode(message.result.value, writer.uint32(1058).fork()).join();
                break;
            case "schedStats":
                SchedStatsGetResult.encode(message.result.value, writer.uint32(1066).fork()).join();
                break;
            case "schedSetPolicy":
                Empty.encode(message.result.value, writer.uint32(1074).fork()).join();
                break;
            case "schedGetPolicy":
                SchedGetPolicyResult.encode(message.result.value, writer.uint32(1082).fork()).join();
                break;
            case "schedSetQuantum":
                Empty.encode(message.result.value, writer.uint32(1090).fork()).join();
                break;
            case "schedGetQuantum":
                SchedGetQuantumResult.encode(message.result.value, writer.uint32(1098).fork()).join();
                break;
            case "schedProcessStats":
                SchedProcessStatsGetResult.encode(message.result.value, writer.uint32(1106).fork()).join();
                break;
            case "schedAllProcessStats":
                SchedAllProcessStatsGetResult.encode(message.result.value, writer.uint32(1114).fork()).join();
                break;
            case "schedBoost":
                SchedBoostResult.encode(message.result.value, writer.uint32(1122).fork()).join();
                break;
            case "schedLower":
                SchedLowerResult.encode(message.result.value, writer.uint32(1130).fork()).join();
                break;
            case "memoryStats":
                MemoryStatsGetResult.encode(message.result.value, writer.uint32(1202).fork()).join();
                break;
            case "memoryProcessStats":
                MemoryProcessStatsGetResult.encode(message.result.value, writer.uint32(1210).fork()).join();
                break;
            case "memoryCompact":
                MemoryCompactResult.encode(message.result.value, writer.uint32(1218).fork()).join();
                break;
            case "systemInfo":
                SystemInfoGetResult.encode(message.result.value, writer.uint32(1282).fork()).join();
                break;
            case "getenv":
                GetenvResult.encode(message.result.value, writer.uint32(1290).fork()).join();
                break;
            case "setenv":
                Empty.encode(message.result.value, writer.uint32(1298).fork()).join();
                break;
            case "networkRequest":
                NetworkRequestResult.encode(message.result.value, writer.uint32(1306).fork()).join();
                break;
            case "now":
                NowResult.encode(message.result.value, writer.uint32(1362).fork()).join();
                break;
            case "sleep":
                SleepResult.encode(message.result.value, writer.uint32(1370).fork()).join();
                break;
            case "uptime":
                UptimeResult.encode(message.result.value, writer.uint32(1378).fork()).join();
                break;
            case "clipboardCopy":
                ClipboardCopyResult.encode(message.result.value, writer.uint32(1442).fork()).join();
                break;
            case "clipboardPaste":
                ClipboardPasteResult.encode(message.result.value, writer.uint32(1450).fork()).join();
                break;
            case "clipboardHistory":
                ClipboardHistoryResult.encode(message.result.value, writer.uint32(1458).fork()).join();
                break;
            case "clipboardEntry":
                ClipboardEntryGetResult.encode(message.result.value, writer.uint32(1466).fork()).join();
                break;
            case "clipboardClear":
                Empty.encode(message.result.value, writer.uint32(1474).fork()).join();
                break;
            case "clipboardSubscribe":
                ClipboardSubscribeResult.encode(message.result.value, writer.uint32(1482).fork()).join();
                break;
            case "clipboardUnsubscribe":
                Empty.encode(message.result.value, writer.uint32(1490).fork()).join();
                break;
            case "clipboardStats":
                ClipboardStatsGetResult.encode(message.result.value, writer.uint32(1498).fork()).join();
                break;
            case "kvGet":
                KvGetResult.encode(message.result.value, writer.uint32(1522).fork()).join();
                break;
            case "kvSet":
                Empty.encode(message.result.value, writer.uint32(1530).fork()).join();
                break;
            case "kvDelete":
                KvDeleteResult.encode(message.result.value, writer.uint32(1538).fork()).join();
                break;
            case "kvList":
                KvListResult.encode(message.result.value, writer.uint32(1546).fork()).join();
                break;
            case "kvBatch":
                KvBatchResult.encode(message.result.value, writer.uint32(1554).fork()).join();
                break;
            case "kvStats":
                KvStatsGetResult.encode(message.result.value, writer.uint32(1562).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSyscallResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.result = { $case: "error", value: Error.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 10: {
                        if (tag !== 82) {
                            break;
                        }
                        message.result = { $case: "readFile", value: ReadFileResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 11: {
                        if (tag !== 90) {
                            break;
                        }
                        message.result = { $case: "writeFile", value: WriteFileResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 12: {
                        if (tag !== 98) {
                            break;
                        }
                        message.result = { $case: "createFile", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 13: {
                        if (tag !== 106) {
                            break;
                        }
                        message.result = { $case: "deleteFile", value: DeleteFileResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 14: {
                        if (tag !== 114) {
                            break;
                        }
                        message.result = { $case: "listDirectory", value: ListDirectoryResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 15: {
                        if (tag !== 122) {
                            break;
                        }
                        message.result = { $case: "stat", value: StatResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 16: {
                        if (tag !== 130) {
                            break;
                        }
                        message.result = { $case: "moveFile", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 17: {
                        if (tag !== 138) {
                            break;
                        }
                        message.result = { $case: "copyFile", value: CopyFileResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 18: {
                        if (tag !== 146) {
                            break;
                        }
                        message.result = { $case: "mkdir", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 19: {
                        if (tag !== 154) {
                            break;
                        }
                        message.result = { $case: "rmdir", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 20: {
                        if (tag !== 162) {
                            break;
                        }
                        message.result = { $case: "getcwd", value: GetcwdResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 21: {
                        if (tag !== 170) {
                            break;
                        }
                        message.result = { $case: "setcwd", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 22: {
                        if (tag !== 178) {
                            break;
                        }
                        message.result = { $case: "truncate", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 23: {
                        if (tag !== 186) {
                            break;
                        }
                        message.result = { $case: "exists", value: ExistsResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 24: {
                        if (tag !== 194) {
                            break;
                        }
                        message.result = { $case: "link", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 25: {
                        if (tag !== 202) {
                            break;
                        }
                        message.result = { $case: "symlink", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 26: {
                        if (tag !== 210) {
                            break;
                        }
                        message.result = { $case: "readlink", value: ReadlinkResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 27: {
                        if (tag !== 218) {
                            break;
                        }
                        message.result = { $case: "fsync", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 28: {
                        if (tag !== 226) {
                            break;
                        }
                        message.result = { $case: "searchFiles", value: SearchFilesResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 29: {
                        if (tag !== 234) {
                            break;
                        }
                        message.result = { $case: "searchContent", value: SearchContentResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 30: {
                        if (tag !== 242) {
                            break;
                        }
                        message.result = { $case: "watch", value: WatchResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 31: {
                        if (tag !== 250) {
                            break;
                        }
                        message.result = { $case: "unwatch", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 40: {
                        if (tag !== 322) {
                            break;
                        }
                        message.result = { $case: "spawn", value: SpawnResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 41: {
                        if (tag !== 330) {
                            break;
                        }
                        message.result = { $case: "kill", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 42: {
                        if (tag !== 338) {
                            break;
                        }
                        message.result = { $case: "processInfo", value: ProcessInfoGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 43: {
                        if (tag !== 346) {
                            break;
                        }
                        message.result = { $case: "processList", value: ProcessListResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 44: {
                        if (tag !== 354) {
                            break;
                        }
                        message.result = { $case: "setPriority", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 45: {
                        if (tag !== 362) {
                            break;
                        }
                        message.result = { $case: "setGroup", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 46: {
                        if (tag !== 370) {
                            break;
                        }
                        message.result = { $case: "resizeTerminal", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 47: {
                        if (tag !== 378) {
                            break;
                        }
                        message.result = { $case: "processState", value: ProcessStateGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 48: {
                        if (tag !== 386) {
                            break;
                        }
                        message.result = { $case: "processStats", value: ProcessStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 49: {
                        if (tag !== 394) {
                            break;
                        }
                        message.result = { $case: "wait", value: WaitResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 50: {
                        if (tag !== 402) {
                            break;
                        }
                        message.result = { $case: "pipeCreate", value: PipeCreateResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 51: {
                        if (tag !== 410) {
                            break;
                        }
                        message.result = { $case: "pipeWrite", value: PipeWriteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 52: {
                        if (tag !== 418) {
                            break;
                        }
                        message.result = { $case: "pipeRead", value: PipeReadResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 53: {
                        if (tag !== 426) {
                            break;
                        }
                        message.result = { $case: "pipeClose", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 54: {
                        if (tag !== 434) {
                            break;
                        }
                        message.result = { $case: "pipeDestroy", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 55: {
                        if (tag !== 442) {
                            break;
                        }
                        message.result = { $case: "pipeStats", value: PipeStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 60: {
                        if (tag !== 482) {
                            break;
                        }
                        message.result = { $case: "shmCreate", value: ShmCreateResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 61: {
                        if (tag !== 490) {
                            break;
                        }
                        message.result = { $case: "shmAttach", value: ShmAttachResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 62: {
                        if (tag !== 498) {
                            break;
                        }
                        message.result = { $case: "shmDetach", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 63: {
                        if (tag !== 506) {
                            break;
                        }
                        message.result = { $case: "shmWrite", value: ShmWriteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 64: {
                        if (tag !== 514) {
                            break;
                        }
                        message.result = { $case: "shmRead", value: ShmReadResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 65: {
                        if (tag !== 522) {
                            break;
                        }
                        message.result = { $case: "shmDestroy", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 66: {
                        if (tag !== 530) {
                            break;
                        }
                        message.result = { $case: "shmStats", value: ShmStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 70: {
                        if (tag !== 562) {
                            break;
                        }
                        message.result = { $case: "mmap", value: MmapResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 71: {
                        if (tag !== 570) {
                            break;
                        }
                        message.result = { $case: "mmapRead", value: MmapReadResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 72: {
                        if (tag !== 578) {
                            break;
                        }
                        message.result = { $case: "mmapWrite", value: MmapWriteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 73: {
                        if (tag !== 586) {
                            break;
                        }
                        message.result = { $case: "msync", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 74: {
                        if (tag !== 594) {
                            break;
                        }
                        message.result = { $case: "munmap", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 75: {
                        if (tag !== 602) {
                            break;
                        }
                        message.result = { $case: "mmapStats", value: MmapStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 80: {
                        if (tag !== 642) {
                            break;
                        }
                        message.result = { $case: "queueCreate", value: QueueCreateResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 81: {
                        if (tag !== 650) {
                            break;
                        }
                        message.result = { $case: "queueSend", value: QueueSendResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 82: {
                        if (tag !== 658) {
                            break;
                        }
                        message.result = { $case: "queueReceive", value: QueueReceiveResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 83: {
                        if (tag !== 666) {
                            break;
                        }
                        message.result = { $case: "queueSubscribe", value: QueueSubscribeResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 84: {
                        if (tag !== 674) {
                            break;
                        }
                        message.result = { $case: "queueUnsubscribe", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 85: {
                        if (tag !== 682) {
                            break;
                        }
                        message.result = { $case: "queueClose", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 86: {
                        if (tag !== 690) {
                            break;
                        }
                        message.result = { $case: "queueDestroy", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 87: {
                        if (tag !== 698) {
                            break;
                        }
                        message.result = { $case: "queueStats", value: QueueStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 90: {
                        if (tag !== 722) {
                            break;
                        }
                        message.result = { $case: "socket", value: SocketOpenResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 91: {
                        if (tag !== 730) {
                            break;
                        }
                        message.result = { $case: "bind", value: BindResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 92: {
                        if (tag !== 738) {
                            break;
                        }
                        message.result = { $case: "listen", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 93: {
                        if (tag !== 746) {
                            break;
                        }
                        message.result = { $case: "accept", value: AcceptResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 94: {
                        if (tag !== 754) {
                            break;
                        }
                        message.result = { $case: "connect", value: ConnectResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 95: {
                        if (tag !== 762) {
                            break;
                        }
                        message.result = { $case: "send", value: SendResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 96: {
                        if (tag !== 770) {
                            break;
                        }
                        message.result = { $case: "recv", value: RecvResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 97: {
                        if (tag !== 778) {
                            break;
                        }
                        message.result = { $case: "sendto", value: SendtoResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 98: {
                        if (tag !== 786) {
                            break;
                        }
                        message.result = { $case: "recvfrom", value: RecvfromResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 99: {
                        if (tag !== 794) {
                            break;
                        }
                        message.result = { $case: "socketClose", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 100: {
                        if (tag !== 802) {
                            break;
                        }
                        message.result = { $case: "setsockopt", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 101: {
                        if (tag !== 810) {
                            break;
                        }
                        message.result = { $case: "getsockopt", value: GetsockoptResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 110: {
                        if (tag !== 882) {
                            break;
                        }
                        message.result = { $case: "open", value: OpenResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 111: {
                        if (tag !== 890) {
                            break;
                        }
                        message.result = { $case: "close", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 112: {
                        if (tag !== 898) {
                            break;
                        }
                        message.result = { $case: "read", value: ReadResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 113: {
                        if (tag !== 906) {
                            break;
                        }
                        message.result = { $case: "write", value: WriteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 114: {
                        if (tag !== 914) {
                            break;
                        }
                        message.result = { $case: "poll", value: PollResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 115: {
                        if (tag !== 922) {
                            break;
                        }
                        message.result = { $case: "dup", value: DupResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 116: {
                        if (tag !== 930) {
                            break;
                        }
                        message.result = { $case: "dup2", value: Dup2Result.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 117: {
                        if (tag !== 938) {
                            break;
                        }
                        message.result = { $case: "lseek", value: LseekResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 118: {
                        if (tag !== 946) {
                            break;
                        }
                        message.result = { $case: "fcntl", value: FcntlResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 120: {
                        if (tag !== 962) {
                            break;
                        }
                        message.result = { $case: "signalSend", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 121: {
                        if (tag !== 970) {
                            break;
                        }
                        message.result = { $case: "signalRegister", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 122: {
                        if (tag !== 978) {
                            break;
                        }
                        message.result = { $case: "signalBlock", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 123: {
                        if (tag !== 986) {
                            break;
                        }
                        message.result = { $case: "signalUnblock", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 124: {
                        if (tag !== 994) {
                            break;
                        }
                        message.result = { $case: "signalPending", value: SignalPendingResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 125: {
                        if (tag !== 1002) {
                            break;
                        }
                        message.result = { $case: "signalStats", value: SignalStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 126: {
                        if (tag !== 1010) {
                            break;
                        }
                        message.result = { $case: "signalWait", value: SignalWaitResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 127: {
                        if (tag !== 1018) {
                            break;
                        }
                        message.result = { $case: "signalState", value: SignalStateGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 130: {
                        if (tag !== 1042) {
                            break;
                        }
                        message.result = { $case: "scheduleNext", value: ScheduleNextResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 131: {
                        if (tag !== 1050) {
                            break;
                        }
                        message.result = { $case: "schedYield", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 132: {
                        if (tag !== 1058) {
                            break;
                        }
                        message.result = { $case: "schedCurrent", value: SchedCurrentResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 133: {
                        if (tag !== 1066) {
                            break;
                        }
                        message.result = { $case: "schedStats", value: SchedStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 134: {
                        if (tag !== 1074) {
                            break;
                        }
                        message.result = { $case: "schedSetPolicy", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 135: {
                        if (tag !== 1082) {
                            break;
                        }
                        message.result = { $case: "schedGetPolicy", value: SchedGetPolicyResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 136: {
                        if (tag !== 1090) {
                            break;
                        }
                        message.result = { $case: "schedSetQuantum", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 137: {
                        if (tag !== 1098) {
                            break;
                        }
                        message.result = { $case: "schedGetQuantum", value: SchedGetQuantumResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 138: {
                        if (tag !== 1106) {
                            break;
                        }
                        message.result = {
                            $case: "schedProcessStats",
                            value: SchedProcessStatsGetResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 139: {
                        if (tag !== 1114) {
                            break;
                        }
                        message.result = {
                            $case: "schedAllProcessStats",
                            value: SchedAllProcessStatsGetResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 140: {
                        if (tag !== 1122) {
                            break;
                        }
                        message.result = { $case: "schedBoost", value: SchedBoostResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 141: {
                        if (tag !== 1130) {
                            break;
                        }
                        message.result = { $case: "schedLower", value: SchedLowerResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 150: {
                        if (tag !== 1202) {
                            break;
                        }
                        message.result = { $case: "memoryStats", value: MemoryStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 151: {
                        if (tag !== 1210) {
                            break;
                        }
                        message.result = {
                            $case: "memoryProcessStats",
                            value: MemoryProcessStatsGetResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 152: {
                        if (tag !== 1218) {
                            break;
                        }
                        message.result = { $case: "memoryCompact", value: MemoryCompactResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 160: {
                        if (tag !== 1282) {
                            break;
                        }
                        message.result = { $case: "systemInfo", value: SystemInfoGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 161: {
                        if (tag !== 1290) {
                            break;
                        }
                        message.result = { $case: "getenv", value: GetenvResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 162: {
                        if (tag !== 1298) {
                            break;
                        }
                        message.result = { $case: "setenv", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 163: {
                        if (tag !== 1306) {
                            break;
                        }
                        message.result = { $case: "networkRequest", value: NetworkRequestResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 170: {
                        if (tag !== 1362) {
                            break;
                        }
                        message.result = { $case: "now", value: NowResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 171: {
                        if (tag !== 1370) {
                            break;
                        }
                        message.result = { $case: "sleep", value: SleepResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 172: {
                        if (tag !== 1378) {
                            break;
                        }
                        message.result = { $case: "uptime", value: UptimeResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 180: {
                        if (tag !== 1442) {
                            break;
                        }
                        message.result = { $case: "clipboardCopy", value: ClipboardCopyResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 181: {
                        if (tag !== 1450) {
                            break;
                        }
                        message.result = { $case: "clipboardPaste", value: ClipboardPasteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 182: {
                        if (tag !== 1458) {
                            break;
                        }
                        message.result = {
                            $case: "clipboardHistory",
                            value: ClipboardHistoryResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 183: {
                        if (tag !== 1466) {
                            break;
                        }
                        message.result = {
                            $case: "clipboardEntry",
                            value: ClipboardEntryGetResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 184: {
                        if (tag !== 1474) {
                            break;
                        }
                        message.result = { $case: "clipboardClear", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 185: {
                        if (tag !== 1482) {
                            break;
                        }
                        message.result = {
                            $case: "clipboardSubscribe",
                            value: ClipboardSubscribeResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 186: {
                        if (tag !== 1490) {
                            break;
                        }
                        message.result = { $case: "clipboardUnsubscribe", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 187: {
                        if (tag !== 1498) {
                            break;
                        }
                        message.result = {
                            $case: "clipboardStats",
                            value: ClipboardStatsGetResult.decode(reader, reader.uint32()),
                        };
                        continue;
                    }
                    case 190: {
                        if (tag !== 1522) {
                            break;
                        }
                        message.result = { $case: "kvGet", value: KvGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 191: {
                        if (tag !== 1530) {
                            break;
                        }
                        message.result = { $case: "kvSet", value: Empty.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 192: {
                        if (tag !== 1538) {
                            break;
                        }
                        message.result = { $case: "kvDelete", value: KvDeleteResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 193: {
                        if (tag !== 1546) {
                            break;
                        }
                        message.result = { $case: "kvList", value: KvListResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 194: {
                        if (tag !== 1554) {
                            break;
                        }
                        message.result = { $case: "kvBatch", value: KvBatchResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 195: {
                        if (tag !== 1562) {
                            break;
                        }
                        message.result = { $case: "kvStats", value: KvStatsGetResult.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseReadFile() {
    return { path: "", offset: 0, length: 0 };
}
export const ReadFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.length !== 0) {
            writer.uint32(24).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseReadFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseReadFileResult() {
    return { data: Buffer.alloc(0), size: 0, endOfFile: false };
}
export const ReadFileResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(16), message.size);
        }
        if (message.endOfFile !== false) {
            writer.uint32(24).bool(message.endOfFile);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseReadFileResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.endOfFile = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWriteFile() {
    return {
        path: "",
        data: Buffer.alloc(0),
        offset: undefined,
        append: false,
        create: false,
        truncate: false,
        replace: false,
        mode: 0,
    };
}
export const WriteFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        if (message.offset !== undefined) {
            writeUint64(writer.uint32(24), message.offset);
        }
        if (message.append !== false) {
            writer.uint32(32).bool(message.append);
        }
        if (message.create !== false) {
            writer.uint32(40).bool(message.create);
        }
        if (message.truncate !== false) {
            writer.uint32(48).bool(message.truncate);
        }
        if (message.replace !== false) {
            writer.uint32(56).bool(message.replace);
        }
        if (message.mode !== 0) {
            writer.uint32(64).uint32(message.mode);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWriteFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.append = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.create = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.truncate = reader.bool();
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.replace = reader.bool();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWriteFileResult() {
    return { written: 0, size: 0 };
}
export const WriteFileResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.written !== 0) {
            writeUint64(writer.uint32(8), message.written);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(16), message.size);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWriteFileResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.written = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCreateFile() {
    return { path: "", mode: 0 };
}
export const CreateFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.mode !== 0) {
            writer.uint32(16).uint32(message.mode);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCreateFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDeleteFile() {
    return { path: "", recursive: false };
}
export const DeleteFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.recursive !== false) {
            writer.uint32(16).bool(message.recursive);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDeleteFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.recursive = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDeleteFileResult() {
    return { removed: 0 };
}
export const DeleteFileResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.removed !== 0) {
            writeUint64(writer.uint32(8), message.removed);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDeleteFileResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.removed = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseListDirectory() {
    return { path: "", limit: 0, cursor: "", withStat: false };
}
export const ListDirectory = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.limit !== 0) {
            writer.uint32(16).uint32(message.limit);
        }
        if (message.cursor !== "") {
            writer.uint32(26).string(message.cursor);
        }
        if (message.withStat !== false) {
            writer.uint32(32).bool(message.withStat);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseListDirectory();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.cursor = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.withStat = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseListDirectoryResult() {
    return { entries: [], nextCursor: "", total: 0 };
}
export const ListDirectoryResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.entries) {
            DirectoryEntry.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.nextCursor !== "") {
            writer.uint32(18).string(message.nextCursor);
        }
        if (message.total !== 0) {
            writeUint64(writer.uint32(24), message.total);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseListDirectoryResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entries.push(DirectoryEntry.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.nextCursor = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.total = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStat() {
    return { path: "", follow: false };
}
export const Stat = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.follow !== false) {
            writer.uint32(16).bool(message.follow);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStat();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.follow = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseStatResult() {
    return { stat: undefined };
}
export const StatResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.stat !== undefined) {
            FileStat.encode(message.stat, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseStatResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.stat = FileStat.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMoveFile() {
    return { source: "", destination: "", overwrite: false };
}
export const MoveFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.source !== "") {
            writer.uint32(10).string(message.source);
        }
        if (message.destination !== "") {
            writer.uint32(18).string(message.destination);
        }
        if (message.overwrite !== false) {
            writer.uint32(24).bool(message.overwrite);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMoveFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.source = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.destination = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.overwrite = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCopyFile() {
    return { source: "", destination: "", overwrite: false, recursive: false };
}
export const CopyFile = {
    encode(message, writer = new BinaryWriter()) {
        if (message.source !== "") {
            writer.uint32(10).string(message.source);
        }
        if (message.destination !== "") {
            writer.uint32(18).string(message.destination);
        }
        if (message.overwrite !== false) {
            writer.uint32(24).bool(message.overwrite);
        }
        if (message.recursive !== false) {
            writer.uint32(32).bool(message.recursive);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCopyFile();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.source = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.destination = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.overwrite = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.recursive = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseCopyFileResult() {
    return { files: 0, bytes: 0 };
}
export const CopyFileResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.files !== 0) {
            writeUint64(writer.uint32(8), message.files);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(16), message.bytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseCopyFileResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.files = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMkdir() {
    return { path: "", parents: false, mode: 0 };
}
export const Mkdir = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.parents !== false) {
            writer.uint32(16).bool(message.parents);
        }
        if (message.mode !== 0) {
            writer.uint32(24).uint32(message.mode);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMkdir();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.parents = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRmdir() {
    return { path: "" };
}
export const Rmdir = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRmdir();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetcwd() {
    return {};
}
export const Getcwd = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetcwd();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetcwdResult() {
    return { path: "" };
}
export const GetcwdResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetcwdResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetcwd() {
    return { path: "" };
}
export const Setcwd = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetcwd();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseTruncate() {
    return { path: "", size: 0 };
}
export const Truncate = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(16), message.size);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseTruncate();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExists() {
    return { path: "" };
}
export const Exists = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExists();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseExistsResult() {
    return { exists: false, type: 0 };
}
export const ExistsResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.exists !== false) {
            writer.uint32(8).bool(message.exists);
        }
        if (message.type !== 0) {
            writer.uint32(16).int32(message.type);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseExistsResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.exists = reader.bool();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseLink() {
    return { target: "", path: "" };
}
export const Link = {
    encode(message, writer = new BinaryWriter()) {
        if (message.target !== "") {
            writer.uint32(10).string(message.target);
        }
        if (message.path !== "") {
            writer.uint32(18).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseLink();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.target = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSymlink() {
    return { target: "", path: "" };
}
export const Symlink = {
    encode(message, writer = new BinaryWriter()) {
        if (message.target !== "") {
            writer.uint32(10).string(message.target);
        }
        if (message.path !== "") {
            writer.uint32(18).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSymlink();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.target = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseReadlink() {
    return { path: "" };
}
export const Readlink = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseReadlink();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseReadlinkResult() {
    return { target: "" };
}
export const ReadlinkResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.target !== "") {
            writer.uint32(10).string(message.target);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseReadlinkResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.target = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFsync() {
    return { descriptor: 0, path: "", dataOnly: false };
}
export const Fsync = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.path !== "") {
            writer.uint32(18).string(message.path);
        }
        if (message.dataOnly !== false) {
            writer.uint32(24).bool(message.dataOnly);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFsync();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.dataOnly = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSearchFiles() {
    return { path: "", query: "", limit: 0, hidden: false };
}
export const SearchFiles = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.query !== "") {
            writer.uint32(18).string(message.query);
        }
        if (message.limit !== 0) {
            writer.uint32(24).uint32(message.limit);
        }
        if (message.hidden !== false) {
            writer.uint32(32).bool(message.hidden);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSearchFiles();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.query = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.hidden = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSearchFilesResult() {
    return { matches: [], truncated: false };
}
export const SearchFilesResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.matches) {
            FileMatch.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.truncated !== false) {
            writer.uint32(16).bool(message.truncated);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSearchFilesResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.matches.push(FileMatch.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.truncated = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSearchContent() {
    return { path: "", query: "", regularExpression: false, caseSensitive: false, limit: 0 };
}
export const SearchContent = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.query !== "") {
            writer.uint32(18).string(message.query);
        }
        if (message.regularExpression !== false) {
            writer.uint32(24).bool(message.regularExpression);
        }
        if (message.caseSensitive !== false) {
            writer.uint32(32).bool(message.caseSensitive);
        }
        if (message.limit !== 0) {
            writer.uint32(40).uint32(message.limit);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSearchContent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.query = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.regularExpression = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.caseSensitive = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSearchContentResult() {
    return { matches: [], truncated: false };
}
export const SearchContentResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.matches) {
            ContentMatch.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.truncated !== false) {
            writer.uint32(16).bool(message.truncated);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSearchContentResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.matches.push(ContentMatch.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.truncated = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWatch() {
    return { path: "", recursive: false, coalesceMs: 0 };
}
export const Watch = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.recursive !== false) {
            writer.uint32(16).bool(message.recursive);
        }
        if (message.coalesceMs !== 0) {
            writer.uint32(24).uint32(message.coalesceMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.recursive = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.coalesceMs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWatchResult() {
    return { watch: 0 };
}
export const WatchResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.watch !== 0) {
            writer.uint32(8).uint32(message.watch);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWatchResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.watch = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUnwatch() {
    return { watch: 0 };
}
export const Unwatch = {
    encode(message, writer = new BinaryWriter()) {
        if (message.watch !== 0) {
            writer.uint32(8).uint32(message.watch);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUnwatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.watch = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSpawn() {
    return { name: "", program: undefined, capabilities: [], limits: undefined, appId: "" };
}
export const Spawn = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        if (message.program !== undefined) {
            HostProgram.encode(message.program, writer.uint32(18).fork()).join();
        }
        for (const v of message.capabilities) {
            writer.uint32(26).string(v);
        }
        if (message.limits !== undefined) {
            Limits.encode(message.limits, writer.uint32(34).fork()).join();
        }
        if (message.appId !== "") {
            writer.uint32(42).string(message.appId);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSpawn();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.program = HostProgram.decode(reader, reader.uint32());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.capabilities.push(reader.string());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.limits = Limits.decode(reader, reader.uint32());
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.appId = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSpawnResult() {
    return { pid: 0, stdin: 0, stdout: 0, stderr: 0, terminal: 0 };
}
export const SpawnResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.stdin !== 0) {
            writer.uint32(16).uint32(message.stdin);
        }
        if (message.stdout !== 0) {
            writer.uint32(24).uint32(message.stdout);
        }
        if (message.stderr !== 0) {
            writer.uint32(32).uint32(message.stderr);
        }
        if (message.terminal !== 0) {
            writer.uint32(40).uint32(message.terminal);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSpawnResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.stdin = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.stdout = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.stderr = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.terminal = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKill() {
    return { pid: 0, signal: 0, tree: false };
}
export const Kill = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.signal !== 0) {
            writer.uint32(16).uint32(message.signal);
        }
        if (message.tree !== false) {
            writer.uint32(24).bool(message.tree);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKill();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.signal = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.tree = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessInfoGet() {
    return { pid: 0 };
}
export const ProcessInfoGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessInfoGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessInfoGetResult() {
    return { process: undefined };
}
export const ProcessInfoGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.process !== undefined) {
            ProcessInfo.encode(message.process, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessInfoGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.process = ProcessInfo.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessList() {
    return { parentPid: 0 };
}
export const ProcessList = {
    encode(message, writer = new BinaryWriter()) {
        if (message.parentPid !== 0) {
            writer.uint32(8).uint32(message.parentPid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessList();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.parentPid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessListResult() {
    return { processes: [] };
}
export const ProcessListResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.processes) {
            ProcessInfo.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessListResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.processes.push(ProcessInfo.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetPriority() {
    return { pid: 0, priority: 0 };
}
export const SetPriority = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.priority !== 0) {
            writer.uint32(16).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetPriority();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetGroup() {
    return { pid: 0, group: 0, newSession: false };
}
export const SetGroup = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.group !== 0) {
            writer.uint32(16).uint32(message.group);
        }
        if (message.newSession !== false) {
            writer.uint32(24).bool(message.newSession);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetGroup();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.group = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.newSession = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseResizeTerminal() {
    return { pid: 0, size: undefined };
}
export const ResizeTerminal = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.size !== undefined) {
            TerminalSize.encode(message.size, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseResizeTerminal();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.size = TerminalSize.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessStateGet() {
    return { pid: 0 };
}
export const ProcessStateGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessStateGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessStateGetResult() {
    return { state: 0 };
}
export const ProcessStateGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.state !== 0) {
            writer.uint32(8).int32(message.state);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessStateGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.state = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessStatsGet() {
    return { pid: 0 };
}
export const ProcessStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessStatsGetResult() {
    return { stats: undefined };
}
export const ProcessStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.stats !== undefined) {
            ProcessStats.encode(message.stats, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.stats = ProcessStats.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWait() {
    return { pid: 0, options: 0 };
}
export const Wait = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).int32(message.pid);
        }
        if (message.options !== 0) {
            writer.uint32(16).uint32(message.options);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWait();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.options = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWaitResult() {
    return { pid: 0, event: 0, exitCode: 0, signal: 0 };
}
export const WaitResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.event !== 0) {
            writer.uint32(16).int32(message.event);
        }
        if (message.exitCode !== 0) {
            writer.uint32(24).int32(message.exitCode);
        }
        if (message.signal !== 0) {
            writer.uint32(32).uint32(message.signal);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWaitResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.event = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.exitCode = reader.int32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.signal = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeCreate() {
    return { capacity: 0 };
}
export const PipeCreate = {
    encode(message, writer = new BinaryWriter()) {
        if (message.capacity !== 0) {
            writer.uint32(8).uint32(message.capacity);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeCreate();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.capacity = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeCreateResult() {
    return { pipe: 0, readEnd: 0, writeEnd: 0 };
}
export const PipeCreateResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pipe !== 0) {
            writer.uint32(8).uint32(message.pipe);
        }
        if (message.readEnd !== 0) {
            writer.uint32(16).uint32(message.readEnd);
        }
        if (message.writeEnd !== 0) {
            writer.uint32(24).uint32(message.writeEnd);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeCreateResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pipe = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.readEnd = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.writeEnd = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeWrite() {
    return { writeEnd: 0, data: Buffer.alloc(0) };
}
export const PipeWrite = {
    encode(message, writer = new BinaryWriter()) {
        if (message.writeEnd !== 0) {
            writer.uint32(8).uint32(message.writeEnd);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeWrite();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.writeEnd = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeWriteResult() {
    return { written: 0 };
}
export const PipeWriteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.written !== 0) {
            writer.uint32(8).uint32(message.written);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeWriteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.written = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeRead() {
    return { readEnd: 0, length: 0 };
}
export const PipeRead = {
    encode(message, writer = new BinaryWriter()) {
        if (message.readEnd !== 0) {
            writer.uint32(8).uint32(message.readEnd);
        }
        if (message.length !== 0) {
            writer.uint32(16).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeRead();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.readEnd = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeReadResult() {
    return { data: Buffer.alloc(0), endOfFile: false };
}
export const PipeReadResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        if (message.endOfFile !== false) {
            writer.uint32(16).bool(message.endOfFile);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeReadResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.endOfFile = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeClose() {
    return { end: 0 };
}
export const PipeClose = {
    encode(message, writer = new BinaryWriter()) {
        if (message.end !== 0) {
            writer.uint32(8).uint32(message.end);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeClose();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.end = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeDestroy() {
    return { pipe: 0 };
}
export const PipeDestroy = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pipe !== 0) {
            writer.uint32(8).uint32(message.pipe);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeDestroy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pipe = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeStatsGet() {
    return { pipe: 0 };
}
export const PipeStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pipe !== 0) {
            writer.uint32(8).uint32(message.pipe);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pipe = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePipeStatsGetResult() {
    return { capacity: 0, buffered: 0, read: 0, written: 0, readerOpen: false, writerOpen: false };
}
export const PipeStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.capacity !== 0) {
            writer.uint32(8).uint32(message.capacity);
        }
        if (message.buffered !== 0) {
            writer.uint32(16).uint32(message.buffered);
        }
        if (message.read !== 0) {
            writeUint64(writer.uint32(24), message.read);
        }
        if (message.written !== 0) {
            writeUint64(writer.uint32(32), message.written);
        }
        if (message.readerOpen !== false) {
            writer.uint32(40).bool(message.readerOpen);
        }
        if (message.writerOpen !== false) {
            writer.uint32(48).bool(message.writerOpen);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePipeStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.capacity = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.buffered = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.read = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.written = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.readerOpen = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.writerOpen = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmCreate() {
    return { size: 0, name: "" };
}
export const ShmCreate = {
    encode(message, writer = new BinaryWriter()) {
        if (message.size !== 0) {
            writeUint64(writer.uint32(8), message.size);
        }
        if (message.name !== "") {
            writer.uint32(18).string(message.name);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmCreate();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmCreateResult() {
    return { segment: 0 };
}
export const ShmCreateResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.segment !== 0) {
            writer.uint32(8).uint32(message.segment);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmCreateResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.segment = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmAttach() {
    return { segment: 0, readOnly: false, name: "" };
}
export const ShmAttach = {
    encode(message, writer = new BinaryWriter()) {
        if (message.segment !== 0) {
            writer.uint32(8).uint32(message.segment);
        }
        if (message.readOnly !== false) {
            writer.uint32(16).bool(message.readOnly);
        }
        if (message.name !== "") {
            writer.uint32(26).string(message.name);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmAttach();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.segment = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.readOnly = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmAttachResult() {
    return { attachment: 0, size: 0 };
}
export const ShmAttachResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.attachment !== 0) {
            writer.uint32(8).uint32(message.attachment);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(16), message.size);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmAttachResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.attachment = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmDetach() {
    return { attachment: 0 };
}
export const ShmDetach = {
    encode(message, writer = new BinaryWriter()) {
        if (message.attachment !== 0) {
            writer.uint32(8).uint32(message.attachment);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmDetach();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.attachment = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmWrite() {
    return { attachment: 0, offset: 0, data: Buffer.alloc(0) };
}
export const ShmWrite = {
    encode(message, writer = new BinaryWriter()) {
        if (message.attachment !== 0) {
            writer.uint32(8).uint32(message.attachment);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.data.length !== 0) {
            writer.uint32(26).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmWrite();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.attachment = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmWriteResult() {
    return { written: 0 };
}
export const ShmWriteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.written !== 0) {
            writer.uint32(8).uint32(message.written);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmWriteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.written = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmRead() {
    return { attachment: 0, offset: 0, length: 0 };
}
export const ShmRead = {
    encode(message, writer = new BinaryWriter()) {
        if (message.attachment !== 0) {
            writer.uint32(8).uint32(message.attachment);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.length !== 0) {
            writer.uint32(24).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmRead();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.attachment = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmReadResult() {
    return { data: Buffer.alloc(0) };
}
export const ShmReadResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmReadResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmDestroy() {
    return { segment: 0 };
}
export const ShmDestroy = {
    encode(message, writer = new BinaryWriter()) {
        if (message.segment !== 0) {
            writer.uint32(8).uint32(message.segment);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmDestroy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.segment = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmStatsGet() {
    return { segment: 0 };
}
export const ShmStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.segment !== 0) {
            writer.uint32(8).uint32(message.segment);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.segment = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseShmStatsGetResult() {
    return { size: 0, attachments: 0, ownerPid: 0, readOnlyAttachments: 0, name: "" };
}
export const ShmStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.size !== 0) {
            writeUint64(writer.uint32(8), message.size);
        }
        if (message.attachments !== 0) {
            writer.uint32(16).uint32(message.attachments);
        }
        if (message.ownerPid !== 0) {
            writer.uint32(24).uint32(message.ownerPid);
        }
        if (message.readOnlyAttachments !== 0) {
            writer.uint32(32).uint32(message.readOnlyAttachments);
        }
        if (message.name !== "") {
            writer.uint32(42).string(message.name);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseShmStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.attachments = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.ownerPid = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.readOnlyAttachments = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmap() {
    return { path: "", offset: 0, length: 0, writable: false, shared: false };
}
export const Mmap = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.length !== 0) {
            writeUint64(writer.uint32(24), message.length);
        }
        if (message.writable !== false) {
            writer.uint32(32).bool(message.writable);
        }
        if (message.shared !== false) {
            writer.uint32(40).bool(message.shared);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmap();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.length = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.writable = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.shared = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapResult() {
    return { mapping: 0, length: 0 };
}
export const MmapResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        if (message.length !== 0) {
            writeUint64(writer.uint32(16), message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapRead() {
    return { mapping: 0, offset: 0, length: 0 };
}
export const MmapRead = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.length !== 0) {
            writer.uint32(24).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapRead();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapReadResult() {
    return { data: Buffer.alloc(0) };
}
export const MmapReadResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapReadResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapWrite() {
    return { mapping: 0, offset: 0, data: Buffer.alloc(0) };
}
export const MmapWrite = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        if (message.offset !== 0) {
            writeUint64(writer.uint32(16), message.offset);
        }
        if (message.data.length !== 0) {
            writer.uint32(26).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapWrite();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapWriteResult() {
    return { written: 0 };
}
export const MmapWriteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.written !== 0) {
            writer.uint32(8).uint32(message.written);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapWriteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.written = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMsync() {
    return { mapping: 0 };
}
export const Msync = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMsync();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMunmap() {
    return { mapping: 0 };
}
export const Munmap = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMunmap();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapStatsGet() {
    return { mapping: 0 };
}
export const MmapStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.mapping !== 0) {
            writer.uint32(8).uint32(message.mapping);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.mapping = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMmapStatsGetResult() {
    return { path: "", length: 0, writable: false, dirty: false };
}
export const MmapStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.length !== 0) {
            writeUint64(writer.uint32(16), message.length);
        }
        if (message.writable !== false) {
            writer.uint32(24).bool(message.writable);
        }
        if (message.dirty !== false) {
            writer.uint32(32).bool(message.dirty);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMmapStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.writable = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.dirty = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueCreate() {
    return { kind: 0, capacity: 0, whenFull: 0, name: "", open: false };
}
export const QueueCreate = {
    encode(message, writer = new BinaryWriter()) {
        if (message.kind !== 0) {
            writer.uint32(8).int32(message.kind);
        }
        if (message.capacity !== 0) {
            writer.uint32(16).uint32(message.capacity);
        }
        if (message.whenFull !== 0) {
            writer.uint32(24).int32(message.whenFull);
        }
        if (message.name !== "") {
            writer.uint32(34).string(message.name);
        }
        if (message.open !== false) {
            writer.uint32(40).bool(message.open);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueCreate();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.kind = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.capacity = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.whenFull = reader.int32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.open = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueCreateResult() {
    return { queue: 0 };
}
export const QueueCreateResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueCreateResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueSend() {
    return { queue: 0, data: Buffer.alloc(0), priority: 0 };
}
export const QueueSend = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        if (message.priority !== 0) {
            writer.uint32(24).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueSend();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueSendResult() {
    return { messageId: 0 };
}
export const QueueSendResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.messageId !== 0) {
            writeUint64(writer.uint32(8), message.messageId);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueSendResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.messageId = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueReceive() {
    return { queue: 0, subscription: 0 };
}
export const QueueReceive = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        if (message.subscription !== 0) {
            writer.uint32(16).uint32(message.subscription);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueReceive();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.subscription = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueReceiveResult() {
    return { messageId: 0, data: Buffer.alloc(0), priority: 0, senderPid: 0 };
}
export const QueueReceiveResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.messageId !== 0) {
            writeUint64(writer.uint32(8), message.messageId);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        if (message.priority !== 0) {
            writer.uint32(24).int32(message.priority);
        }
        if (message.senderPid !== 0) {
            writer.uint32(32).uint32(message.senderPid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueReceiveResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.messageId = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.senderPid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueSubscribe() {
    return { queue: 0, capacity: 0 };
}
export const QueueSubscribe = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        if (message.capacity !== 0) {
            writer.uint32(16).uint32(message.capacity);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueSubscribe();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.capacity = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueSubscribeResult() {
    return { subscription: 0 };
}
export const QueueSubscribeResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.subscription !== 0) {
            writer.uint32(8).uint32(message.subscription);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueSubscribeResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.subscription = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueUnsubscribe() {
    return { subscription: 0 };
}
export const QueueUnsubscribe = {
    encode(message, writer = new BinaryWriter()) {
        if (message.subscription !== 0) {
            writer.uint32(8).uint32(message.subscription);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueUnsubscribe();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.subscription = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueClose() {
    return { queue: 0 };
}
export const QueueClose = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueClose();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueDestroy() {
    return { queue: 0 };
}
export const QueueDestroy = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueDestroy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueStatsGet() {
    return { queue: 0 };
}
export const QueueStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.queue !== 0) {
            writer.uint32(8).uint32(message.queue);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.queue = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQueueStatsGetResult() {
    return {
        kind: 0,
        length: 0,
        capacity: 0,
        sent: 0,
        received: 0,
        dropped: 0,
        subscribers: 0,
        whenFull: 0,
        closed: false,
        name: "",
        bytes: 0,
        ownerPid: 0,
    };
}
export const QueueStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.kind !== 0) {
            writer.uint32(8).int32(message.kind);
        }
        if (message.length !== 0) {
            writer.uint32(16).uint32(message.length);
        }
        if (message.capacity !== 0) {
            writer.uint32(24).uint32(message.capacity);
        }
        if (message.sent !== 0) {
            writeUint64(writer.uint32(32), message.sent);
        }
        if (message.received !== 0) {
            writeUint64(writer.uint32(40), message.received);
        }
        if (message.dropped !== 0) {
            writeUint64(writer.uint32(48), message.dropped);
        }
        if (message.subscribers !== 0) {
            writer.uint32(56).uint32(message.subscribers);
        }
        if (message.whenFull !== 0) {
            writer.uint32(64).int32(message.whenFull);
        }
        if (message.closed !== false) {
            writer.uint32(72).bool(message.closed);
        }
        if (message.name !== "") {
            writer.uint32(82).string(message.name);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(88), message.bytes);
        }
        if (message.ownerPid !== 0) {
            writer.uint32(96).uint32(message.ownerPid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQueueStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.kind = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.capacity = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.sent = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.received = readUint64(reader);
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.dropped = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.subscribers = reader.uint32();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.whenFull = reader.int32();
                        continue;
                    }
                    case 9: {
                        if (tag !== 72) {
                            break;
                        }
                        message.closed = reader.bool();
                        continue;
                    }
                    case 10: {
                        if (tag !== 82) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 11: {
                        if (tag !== 88) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                    case 12: {
                        if (tag !== 96) {
                            break;
                        }
                        message.ownerPid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSocketOpen() {
    return { family: 0, type: 0 };
}
export const SocketOpen = {
    encode(message, writer = new BinaryWriter()) {
        if (message.family !== 0) {
            writer.uint32(8).int32(message.family);
        }
        if (message.type !== 0) {
            writer.uint32(16).int32(message.type);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSocketOpen();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.family = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSocketOpenResult() {
    return { socket: 0 };
}
export const SocketOpenResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSocketOpenResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseBind() {
    return { socket: 0, address: undefined };
}
export const Bind = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.address !== undefined) {
            SocketAddress.encode(message.address, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseBind();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.address = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseBindResult() {
    return { bound: undefined };
}
export const BindResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.bound !== undefined) {
            SocketAddress.encode(message.bound, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseBindResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.bound = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseListen() {
    return { socket: 0, backlog: 0 };
}
export const Listen = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.backlog !== 0) {
            writer.uint32(16).uint32(message.backlog);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseListen();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.backlog = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseAccept() {
    return { socket: 0 };
}
export const Accept = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseAccept();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseAcceptResult() {
    return { socket: 0, peer: undefined };
}
export const AcceptResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.peer !== undefined) {
            SocketAddress.encode(message.peer, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseAcceptResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.peer = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseConnect() {
    return { socket: 0, address: undefined };
}
export const Connect = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.address !== undefined) {
            SocketAddress.encode(message.address, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseConnect();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.address = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseConnectResult() {
    return { local: undefined };
}
export const ConnectResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.local !== undefined) {
            SocketAddress.encode(message.local, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseConnectResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.local = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSend() {
    return { socket: 0, data: Buffer.alloc(0) };
}
export const Send = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSend();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSendResult() {
    return { sent: 0 };
}
export const SendResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sent !== 0) {
            writer.uint32(8).uint32(message.sent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSendResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sent = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRecv() {
    return { socket: 0, length: 0 };
}
export const Recv = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.length !== 0) {
            writer.uint32(16).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRecv();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRecvResult() {
    return { data: Buffer.alloc(0), endOfStream: false };
}
export const RecvResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        if (message.endOfStream !== false) {
            writer.uint32(16).bool(message.endOfStream);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRecvResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.endOfStream = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSendto() {
    return { socket: 0, data: Buffer.alloc(0), address: undefined };
}
export const Sendto = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        if (message.address !== undefined) {
            SocketAddress.encode(message.address, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSendto();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.address = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSendtoResult() {
    return { sent: 0 };
}
export const SendtoResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sent !== 0) {
            writer.uint32(8).uint32(message.sent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSendtoResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sent = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRecvfrom() {
    return { socket: 0, length: 0 };
}
export const Recvfrom = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.length !== 0) {
            writer.uint32(16).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRecvfrom();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRecvfromResult() {
    return { data: Buffer.alloc(0), sender: undefined, truncated: false };
}
export const RecvfromResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        if (message.sender !== undefined) {
            SocketAddress.encode(message.sender, writer.uint32(18).fork()).join();
        }
        if (message.truncated !== false) {
            writer.uint32(24).bool(message.truncated);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRecvfromResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.sender = SocketAddress.decode(reader, reader.uint32());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.truncated = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSocketClose() {
    return { socket: 0 };
}
export const SocketClose = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSocketClose();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetsockopt() {
    return { socket: 0, option: "", value: 0, address: "" };
}
export const Setsockopt = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.option !== "") {
            writer.uint32(18).string(message.option);
        }
        if (message.value !== 0) {
            writer.uint32(24).int64(message.value);
        }
        if (message.address !== "") {
            writer.uint32(34).string(message.address);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetsockopt();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.option = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.value = longToNumber(reader.int64());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.address = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetsockopt() {
    return { socket: 0, option: "" };
}
export const Getsockopt = {
    encode(message, writer = new BinaryWriter()) {
        if (message.socket !== 0) {
            writer.uint32(8).uint32(message.socket);
        }
        if (message.option !== "") {
            writer.uint32(18).string(message.option);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetsockopt();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.socket = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.option = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetsockoptResult() {
    return { value: 0 };
}
export const GetsockoptResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.value !== 0) {
            writer.uint32(8).int64(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetsockoptResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.value = longToNumber(reader.int64());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseOpen() {
    return {
        path: "",
        read: false,
        write: false,
        append: false,
        create: false,
        exclusive: false,
        truncate: false,
        mode: 0,
    };
}
export const Open = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.read !== false) {
            writer.uint32(16).bool(message.read);
        }
        if (message.write !== false) {
            writer.uint32(24).bool(message.write);
        }
        if (message.append !== false) {
            writer.uint32(32).bool(message.append);
        }
        if (message.create !== false) {
            writer.uint32(40).bool(message.create);
        }
        if (message.exclusive !== false) {
            writer.uint32(48).bool(message.exclusive);
        }
        if (message.truncate !== false) {
            writer.uint32(56).bool(message.truncate);
        }
        if (message.mode !== 0) {
            writer.uint32(64).uint32(message.mode);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseOpen();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.read = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.write = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.append = reader.bool();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.create = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.exclusive = reader.bool();
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.truncate = reader.bool();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseOpenResult() {
    return { descriptor: 0 };
}
export const OpenResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseOpenResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClose() {
    return { descriptor: 0 };
}
export const Close = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClose();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseRead() {
    return { descriptor: 0, length: 0 };
}
export const Read = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.length !== 0) {
            writer.uint32(16).uint32(message.length);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseRead();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.length = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseReadResult() {
    return { data: Buffer.alloc(0), endOfFile: false, changes: [], copied: [], lost: 0 };
}
export const ReadResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.data.length !== 0) {
            writer.uint32(10).bytes(message.data);
        }
        if (message.endOfFile !== false) {
            writer.uint32(16).bool(message.endOfFile);
        }
        for (const v of message.changes) {
            WatchEvent.encode(v, writer.uint32(26).fork()).join();
        }
        for (const v of message.copied) {
            ClipboardEntry.encode(v, writer.uint32(34).fork()).join();
        }
        if (message.lost !== 0) {
            writeUint64(writer.uint32(40), message.lost);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseReadResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.endOfFile = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.changes.push(WatchEvent.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.copied.push(ClipboardEntry.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.lost = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWrite() {
    return { descriptor: 0, data: Buffer.alloc(0) };
}
export const Write = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWrite();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWriteResult() {
    return { written: 0 };
}
export const WriteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.written !== 0) {
            writer.uint32(8).uint32(message.written);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWriteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.written = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePoll() {
    return { entries: [], timeoutMs: 0 };
}
export const Poll = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.entries) {
            PollEntry.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.timeoutMs !== 0) {
            writer.uint32(16).uint32(message.timeoutMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePoll();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entries.push(PollEntry.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.timeoutMs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePollResult() {
    return { ready: [] };
}
export const PollResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.ready) {
            PollEntry.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePollResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.ready.push(PollEntry.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDup() {
    return { descriptor: 0, pid: 0, rights: [] };
}
export const Dup = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.pid !== 0) {
            writer.uint32(16).uint32(message.pid);
        }
        if (message.rights.length !== 0) {
            writer.uint32(26).fork();
            for (const v of message.rights) {
                writer.int32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDup();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag === 24) {
                            message.rights.push(reader.int32());
                            continue;
                        }
                        if (tag === 26) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.rights.push(reader.int32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDupResult() {
    return { descriptor: 0 };
}
export const DupResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDupResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDup2() {
    return { descriptor: 0, target: 0 };
}
export const Dup2 = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.target !== 0) {
            writer.uint32(16).uint32(message.target);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDup2();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.target = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDup2Result() {
    return { descriptor: 0 };
}
export const Dup2Result = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDup2Result();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseLseek() {
    return { descriptor: 0, offset: 0, origin: 0 };
}
export const Lseek = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.offset !== 0) {
            writer.uint32(16).int64(message.offset);
        }
        if (message.origin !== 0) {
            writer.uint32(24).int32(message.origin);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseLseek();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.offset = longToNumber(reader.int64());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.origin = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseLseekResult() {
    return { position: 0 };
}
export const LseekResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.position !== 0) {
            writeUint64(writer.uint32(8), message.position);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseLseekResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.position = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFcntl() {
    return { descriptor: 0, command: "", argument: 0 };
}
export const Fcntl = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.command !== "") {
            writer.uint32(18).string(message.command);
        }
        if (message.argument !== 0) {
            writer.uint32(24).int64(message.argument);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFcntl();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.command = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.argument = longToNumber(reader.int64());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFcntlResult() {
    return { value: 0 };
}
export const FcntlResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.value !== 0) {
            writer.uint32(8).int64(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFcntlResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.value = longToNumber(reader.int64());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalSend() {
    return { pid: 0, signal: 0, group: 0 };
}
export const SignalSend = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.signal !== 0) {
            writer.uint32(16).uint32(message.signal);
        }
        if (message.group !== 0) {
            writer.uint32(24).uint32(message.group);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalSend();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.signal = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.group = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalRegister() {
    return { signal: 0, action: 0 };
}
export const SignalRegister = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signal !== 0) {
            writer.uint32(8).uint32(message.signal);
        }
        if (message.action !== 0) {
            writer.uint32(16).int32(message.action);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalRegister();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.signal = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.action = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalBlock() {
    return { signals: [] };
}
export const SignalBlock = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signals.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.signals) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalBlock();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.signals.push(reader.uint32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.signals.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalUnblock() {
    return { signals: [] };
}
export const SignalUnblock = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signals.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.signals) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalUnblock();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.signals.push(reader.uint32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.signals.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalPending() {
    return {};
}
export const SignalPending = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalPending();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalPendingResult() {
    return { signals: [] };
}
export const SignalPendingResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signals.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.signals) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalPendingResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.signals.push(reader.uint32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.signals.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalStatsGet() {
    return {};
}
export const SignalStatsGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalStatsGetResult() {
    return { sent: 0, delivered: 0, blocked: 0, ignored: 0, handled: 0 };
}
export const SignalStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sent !== 0) {
            writeUint64(writer.uint32(8), message.sent);
        }
        if (message.delivered !== 0) {
            writeUint64(writer.uint32(16), message.delivered);
        }
        if (message.blocked !== 0) {
            writeUint64(writer.uint32(24), message.blocked);
        }
        if (message.ignored !== 0) {
            writeUint64(writer.uint32(32), message.ignored);
        }
        if (message.handled !== 0) {
            writeUint64(writer.uint32(40), message.handled);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sent = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.delivered = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.blocked = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.ignored = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.handled = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalWait() {
    return { signals: [] };
}
export const SignalWait = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signals.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.signals) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalWait();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.signals.push(reader.uint32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.signals.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalWaitResult() {
    return { signal: 0, senderPid: 0 };
}
export const SignalWaitResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.signal !== 0) {
            writer.uint32(8).uint32(message.signal);
        }
        if (message.senderPid !== 0) {
            writer.uint32(16).uint32(message.senderPid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalWaitResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.signal = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.senderPid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalStateGet() {
    return { pid: 0 };
}
export const SignalStateGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalStateGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSignalStateGetResult() {
    return { pending: [], blocked: [], handled: [] };
}
export const SignalStateGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pending.length !== 0) {
            writer.uint32(10).fork();
            for (const v of message.pending) {
                writer.uint32(v);
            }
            writer.join();
        }
        if (message.blocked.length !== 0) {
            writer.uint32(18).fork();
            for (const v of message.blocked) {
                writer.uint32(v);
            }
            writer.join();
        }
        if (message.handled.length !== 0) {
            writer.uint32(26).fork();
            for (const v of message.handled) {
                writer.uint32(v);
            }
            writer.join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSignalStateGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag === 8) {
                            message.pending.push(reader.uint32());
                            continue;
                        }
                        if (tag === 10) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.pending.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 2: {
                        if (tag === 16) {
                            message.blocked.push(reader.uint32());
                            continue;
                        }
                        if (tag === 18) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.blocked.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 3: {
                        if (tag === 24) {
                            message.handled.push(reader.uint32());
                            continue;
                        }
                        if (tag === 26) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.handled.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseScheduleNext() {
    return {};
}
export const ScheduleNext = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseScheduleNext();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseScheduleNextResult() {
    return { pid: 0 };
}
export const ScheduleNextResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseScheduleNextResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedYield() {
    return {};
}
export const SchedYield = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedYield();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedCurrent() {
    return {};
}
export const SchedCurrent = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedCurrent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedCurrentResult() {
    return { pid: 0 };
}
export const SchedCurrentResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedCurrentResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedStatsGet() {
    return {};
}
export const SchedStatsGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedStatsGetResult() {
    return {
        policy: 0,
        quantumUs: 0,
        decisions: 0,
        runnable: 0,
        paused: false,
        preemptions: 0,
        mechanism: "",
        enforcement: 0,
    };
}
export const SchedStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.policy !== 0) {
            writer.uint32(8).int32(message.policy);
        }
        if (message.quantumUs !== 0) {
            writer.uint32(16).uint32(message.quantumUs);
        }
        if (message.decisions !== 0) {
            writeUint64(writer.uint32(24), message.decisions);
        }
        if (message.runnable !== 0) {
            writer.uint32(32).uint32(message.runnable);
        }
        if (message.paused !== false) {
            writer.uint32(40).bool(message.paused);
        }
        if (message.preemptions !== 0) {
            writeUint64(writer.uint32(48), message.preemptions);
        }
        if (message.mechanism !== "") {
            writer.uint32(58).string(message.mechanism);
        }
        if (message.enforcement !== 0) {
            writer.uint32(64).int32(message.enforcement);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.policy = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.quantumUs = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.decisions = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.runnable = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.paused = reader.bool();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.preemptions = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.mechanism = reader.string();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.enforcement = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedSetPolicy() {
    return { policy: 0 };
}
export const SchedSetPolicy = {
    encode(message, writer = new BinaryWriter()) {
        if (message.policy !== 0) {
            writer.uint32(8).int32(message.policy);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedSetPolicy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.policy = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedGetPolicy() {
    return {};
}
export const SchedGetPolicy = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedGetPolicy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedGetPolicyResult() {
    return { policy: 0 };
}
export const SchedGetPolicyResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.policy !== 0) {
            writer.uint32(8).int32(message.policy);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedGetPolicyResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.policy = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedSetQuantum() {
    return { quantumUs: 0 };
}
export const SchedSetQuantum = {
    encode(message, writer = new BinaryWriter()) {
        if (message.quantumUs !== 0) {
            writer.uint32(8).uint32(message.quantumUs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedSetQuantum();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.quantumUs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedGetQuantum() {
    return {};
}
export const SchedGetQuantum = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedGetQuantum();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedGetQuantumResult() {
    return { quantumUs: 0 };
}
export const SchedGetQuantumResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.quantumUs !== 0) {
            writer.uint32(8).uint32(message.quantumUs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedGetQuantumResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.quantumUs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedProcessStatsGet() {
    return { pid: 0 };
}
export const SchedProcessStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedProcessStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedProcessStatsGetResult() {
    return { stats: undefined };
}
export const SchedProcessStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.stats !== undefined) {
            SchedProcessStats.encode(message.stats, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedProcessStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.stats = SchedProcessStats.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedAllProcessStatsGet() {
    return {};
}
export const SchedAllProcessStatsGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedAllProcessStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedAllProcessStatsGetResult() {
    return { stats: [] };
}
export const SchedAllProcessStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.stats) {
            SchedProcessStats.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedAllProcessStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.stats.push(SchedProcessStats.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedBoost() {
    return { pid: 0 };
}
export const SchedBoost = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedBoost();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedBoostResult() {
    return { priority: 0 };
}
export const SchedBoostResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.priority !== 0) {
            writer.uint32(8).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedBoostResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedLower() {
    return { pid: 0 };
}
export const SchedLower = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedLower();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedLowerResult() {
    return { priority: 0 };
}
export const SchedLowerResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.priority !== 0) {
            writer.uint32(8).int32(message.priority);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedLowerResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryStatsGet() {
    return {};
}
export const MemoryStatsGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryStatsGetResult() {
    return { total: 0, used: 0, free: 0, blocks: 0, fragmentation: 0, pressure: 0, classes: [] };
}
export const MemoryStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.total !== 0) {
            writeUint64(writer.uint32(8), message.total);
        }
        if (message.used !== 0) {
            writeUint64(writer.uint32(16), message.used);
        }
        if (message.free !== 0) {
            writeUint64(writer.uint32(24), message.free);
        }
        if (message.blocks !== 0) {
            writer.uint32(32).uint32(message.blocks);
        }
        if (message.fragmentation !== 0) {
            writer.uint32(41).double(message.fragmentation);
        }
        if (message.pressure !== 0) {
            writer.uint32(48).int32(message.pressure);
        }
        for (const v of message.classes) {
            SizeClassStats.encode(v, writer.uint32(58).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.total = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.used = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.free = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.blocks = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 41) {
                            break;
                        }
                        message.fragmentation = reader.double();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.pressure = reader.int32();
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.classes.push(SizeClassStats.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryProcessStatsGet() {
    return { pid: 0 };
}
export const MemoryProcessStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryProcessStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryProcessStatsGetResult() {
    return { used: 0, peak: 0, limit: 0, allocations: 0, hostBytes: 0, pressure: 0 };
}
export const MemoryProcessStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.used !== 0) {
            writeUint64(writer.uint32(8), message.used);
        }
        if (message.peak !== 0) {
            writeUint64(writer.uint32(16), message.peak);
        }
        if (message.limit !== 0) {
            writeUint64(writer.uint32(24), message.limit);
        }
        if (message.allocations !== 0) {
            writer.uint32(32).uint32(message.allocations);
        }
        if (message.hostBytes !== 0) {
            writeUint64(writer.uint32(40), message.hostBytes);
        }
        if (message.pressure !== 0) {
            writer.uint32(48).int32(message.pressure);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryProcessStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.used = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.peak = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.limit = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.allocations = reader.uint32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.hostBytes = readUint64(reader);
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.pressure = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryCompact() {
    return {};
}
export const MemoryCompact = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryCompact();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseMemoryCompactResult() {
    return { freed: 0, blocks: 0 };
}
export const MemoryCompactResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.freed !== 0) {
            writeUint64(writer.uint32(8), message.freed);
        }
        if (message.blocks !== 0) {
            writer.uint32(16).uint32(message.blocks);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseMemoryCompactResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.freed = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.blocks = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSystemInfoGet() {
    return {};
}
export const SystemInfoGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSystemInfoGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSystemInfoGetResult() {
    return { info: undefined };
}
export const SystemInfoGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.info !== undefined) {
            SystemInfo.encode(message.info, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSystemInfoGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.info = SystemInfo.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetenv() {
    return { name: "" };
}
export const Getenv = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetenv();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetenvResult() {
    return { variables: {} };
}
export const GetenvResult = {
    encode(message, writer = new BinaryWriter()) {
        globalThis.Object.entries(message.variables).forEach(([key, value]) => {
            GetenvResult_VariablesEntry.encode({ key: key, value }, writer.uint32(10).fork()).join();
        });
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetenvResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        const entry1 = GetenvResult_VariablesEntry.decode(reader, reader.uint32());
                        if (entry1.value !== undefined) {
                            message.variables[entry1.key] = entry1.value;
                        }
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetenvResult_VariablesEntry() {
    return { key: "", value: "" };
}
export const GetenvResult_VariablesEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value !== "") {
            writer.uint32(18).string(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetenvResult_VariablesEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSetenv() {
    return { name: "", value: "", remove: false };
}
export const Setenv = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        if (message.value !== "") {
            writer.uint32(18).string(message.value);
        }
        if (message.remove !== false) {
            writer.uint32(24).bool(message.remove);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSetenv();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.remove = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRequest() {
    return { method: "", url: "", headers: {}, body: Buffer.alloc(0) };
}
export const NetworkRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.method !== "") {
            writer.uint32(10).string(message.method);
        }
        if (message.url !== "") {
            writer.uint32(18).string(message.url);
        }
        globalThis.Object.entries(message.headers).forEach(([key, value]) => {
            NetworkRequest_HeadersEntry.encode({ key: key, value }, writer.uint32(26).fork()).join();
        });
        if (message.body.length !== 0) {
            writer.uint32(34).bytes(message.body);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.method = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.url = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        const entry3 = NetworkRequest_HeadersEntry.decode(reader, reader.uint32());
                        if (entry3.value !== undefined) {
                            message.headers[entry3.key] = entry3.value;
                        }
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.body = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRequest_HeadersEntry() {
    return { key: "", value: "" };
}
export const NetworkRequest_HeadersEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value !== "") {
            writer.uint32(18).string(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRequest_HeadersEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRequestResult() {
    return { status: 0, headers: {}, body: Buffer.alloc(0) };
}
export const NetworkRequestResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.status !== 0) {
            writer.uint32(8).uint32(message.status);
        }
        globalThis.Object.entries(message.headers).forEach(([key, value]) => {
            NetworkRequestResult_HeadersEntry.encode({ key: key, value }, writer.uint32(18).fork()).join();
        });
        if (message.body.length !== 0) {
            writer.uint32(26).bytes(message.body);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRequestResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.status = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        const entry2 = NetworkRequestResult_HeadersEntry.decode(reader, reader.uint32());
                        if (entry2.value !== undefined) {
                            message.headers[entry2.key] = entry2.value;
                        }
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.body = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNetworkRequestResult_HeadersEntry() {
    return { key: "", value: "" };
}
export const NetworkRequestResult_HeadersEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value !== "") {
            writer.uint32(18).string(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNetworkRequestResult_HeadersEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNow() {
    return {};
}
export const Now = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNow();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseNowResult() {
    return { unixMs: 0, monotonicUs: 0 };
}
export const NowResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.unixMs !== 0) {
            writeUint64(writer.uint32(8), message.unixMs);
        }
        if (message.monotonicUs !== 0) {
            writeUint64(writer.uint32(16), message.monotonicUs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseNowResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.unixMs = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.monotonicUs = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSleep() {
    return { durationMs: 0 };
}
export const Sleep = {
    encode(message, writer = new BinaryWriter()) {
        if (message.durationMs !== 0) {
            writer.uint32(8).uint32(message.durationMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSleep();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.durationMs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSleepResult() {
    return { sleptMs: 0 };
}
export const SleepResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sleptMs !== 0) {
            writer.uint32(8).uint32(message.sleptMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSleepResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sleptMs = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUptime() {
    return {};
}
export const Uptime = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUptime();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUptimeResult() {
    return { uptimeMs: 0 };
}
export const UptimeResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.uptimeMs !== 0) {
            writeUint64(writer.uint32(8), message.uptimeMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUptimeResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.uptimeMs = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardCopy() {
    return { format: "", data: Buffer.alloc(0), alternatives: [], own: false };
}
export const ClipboardCopy = {
    encode(message, writer = new BinaryWriter()) {
        if (message.format !== "") {
            writer.uint32(10).string(message.format);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        for (const v of message.alternatives) {
            ClipboardFormat.encode(v, writer.uint32(26).fork()).join();
        }
        if (message.own !== false) {
            writer.uint32(32).bool(message.own);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardCopy();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.format = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.alternatives.push(ClipboardFormat.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.own = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardCopyResult() {
    return { entry: 0 };
}
export const ClipboardCopyResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entry !== 0) {
            writeUint64(writer.uint32(8), message.entry);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardCopyResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.entry = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardPaste() {
    return { format: "", own: false };
}
export const ClipboardPaste = {
    encode(message, writer = new BinaryWriter()) {
        if (message.format !== "") {
            writer.uint32(10).string(message.format);
        }
        if (message.own !== false) {
            writer.uint32(16).bool(message.own);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardPaste();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.format = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.own = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardPasteResult() {
    return { entry: undefined };
}
export const ClipboardPasteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entry !== undefined) {
            ClipboardEntry.encode(message.entry, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardPasteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entry = ClipboardEntry.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardHistory() {
    return { limit: 0, own: false };
}
export const ClipboardHistory = {
    encode(message, writer = new BinaryWriter()) {
        if (message.limit !== 0) {
            writer.uint32(8).uint32(message.limit);
        }
        if (message.own !== false) {
            writer.uint32(16).bool(message.own);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardHistory();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.own = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardHistoryResult() {
    return { entries: [] };
}
export const ClipboardHistoryResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.entries) {
            ClipboardEntry.encode(v, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardHistoryResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entries.push(ClipboardEntry.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardEntryGet() {
    return { entry: 0, format: "", own: false };
}
export const ClipboardEntryGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entry !== 0) {
            writeUint64(writer.uint32(8), message.entry);
        }
        if (message.format !== "") {
            writer.uint32(18).string(message.format);
        }
        if (message.own !== false) {
            writer.uint32(24).bool(message.own);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardEntryGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.entry = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.format = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.own = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardEntryGetResult() {
    return { entry: undefined };
}
export const ClipboardEntryGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entry !== undefined) {
            ClipboardEntry.encode(message.entry, writer.uint32(10).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardEntryGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entry = ClipboardEntry.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardClear() {
    return { own: false };
}
export const ClipboardClear = {
    encode(message, writer = new BinaryWriter()) {
        if (message.own !== false) {
            writer.uint32(8).bool(message.own);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardClear();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.own = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardSubscribe() {
    return { formats: [] };
}
export const ClipboardSubscribe = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.formats) {
            writer.uint32(10).string(v);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardSubscribe();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.formats.push(reader.string());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardSubscribeResult() {
    return { subscription: 0 };
}
export const ClipboardSubscribeResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.subscription !== 0) {
            writer.uint32(8).uint32(message.subscription);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardSubscribeResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.subscription = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardUnsubscribe() {
    return { subscription: 0 };
}
export const ClipboardUnsubscribe = {
    encode(message, writer = new BinaryWriter()) {
        if (message.subscription !== 0) {
            writer.uint32(8).uint32(message.subscription);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardUnsubscribe();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.subscription = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardStatsGet() {
    return {};
}
export const ClipboardStatsGet = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardStatsGetResult() {
    return { entries: 0, bytes: 0, copies: 0, pastes: 0, subscribers: 0 };
}
export const ClipboardStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entries !== 0) {
            writer.uint32(8).uint32(message.entries);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(16), message.bytes);
        }
        if (message.copies !== 0) {
            writeUint64(writer.uint32(24), message.copies);
        }
        if (message.pastes !== 0) {
            writeUint64(writer.uint32(32), message.pastes);
        }
        if (message.subscribers !== 0) {
            writer.uint32(40).uint32(message.subscribers);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.entries = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.copies = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.pastes = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.subscribers = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvGet() {
    return { namespace: "", key: "" };
}
export const KvGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        if (message.key !== "") {
            writer.uint32(18).string(message.key);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvGetResult() {
    return { value: Buffer.alloc(0), found: false };
}
export const KvGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.value.length !== 0) {
            writer.uint32(10).bytes(message.value);
        }
        if (message.found !== false) {
            writer.uint32(16).bool(message.found);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.value = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.found = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvSet() {
    return { namespace: "", key: "", value: Buffer.alloc(0) };
}
export const KvSet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        if (message.key !== "") {
            writer.uint32(18).string(message.key);
        }
        if (message.value.length !== 0) {
            writer.uint32(26).bytes(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvSet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.value = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvDelete() {
    return { namespace: "", key: "" };
}
export const KvDelete = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        if (message.key !== "") {
            writer.uint32(18).string(message.key);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvDelete();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvDeleteResult() {
    return { deleted: false };
}
export const KvDeleteResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.deleted !== false) {
            writer.uint32(8).bool(message.deleted);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvDeleteResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.deleted = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvList() {
    return { namespace: "", prefix: "", limit: 0, after: "", withValues: false };
}
export const KvList = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        if (message.prefix !== "") {
            writer.uint32(18).string(message.prefix);
        }
        if (message.limit !== 0) {
            writer.uint32(24).uint32(message.limit);
        }
        if (message.after !== "") {
            writer.uint32(34).string(message.after);
        }
        if (message.withValues !== false) {
            writer.uint32(40).bool(message.withValues);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvList();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.prefix = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.limit = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.after = reader.string();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.withValues = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvListResult() {
    return { entries: [], truncated: false };
}
export const KvListResult = {
    encode(message, writer = new BinaryWriter()) {
        for (const v of message.entries) {
            KeyValue.encode(v, writer.uint32(10).fork()).join();
        }
        if (message.truncated !== false) {
            writer.uint32(16).bool(message.truncated);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvListResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.entries.push(KeyValue.decode(reader, reader.uint32()));
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.truncated = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvBatch() {
    return { namespace: "", operations: [] };
}
export const KvBatch = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        for (const v of message.operations) {
            KvOperation.encode(v, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvBatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.operations.push(KvOperation.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvBatchResult() {
    return { applied: 0 };
}
export const KvBatchResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.applied !== 0) {
            writer.uint32(8).uint32(message.applied);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvBatchResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.applied = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvStatsGet() {
    return { namespace: "" };
}
export const KvStatsGet = {
    encode(message, writer = new BinaryWriter()) {
        if (message.namespace !== "") {
            writer.uint32(10).string(message.namespace);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvStatsGet();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.namespace = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvStatsGetResult() {
    return { keys: 0, bytes: 0, quotaBytes: 0 };
}
export const KvStatsGetResult = {
    encode(message, writer = new BinaryWriter()) {
        if (message.keys !== 0) {
            writeUint64(writer.uint32(8), message.keys);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(16), message.bytes);
        }
        if (message.quotaBytes !== 0) {
            writeUint64(writer.uint32(24), message.quotaBytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvStatsGetResult();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.keys = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.quotaBytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFileStat() {
    return { type: 0, size: 0, modifiedMs: 0, createdMs: 0, mode: 0, inode: 0, links: 0 };
}
export const FileStat = {
    encode(message, writer = new BinaryWriter()) {
        if (message.type !== 0) {
            writer.uint32(8).int32(message.type);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(16), message.size);
        }
        if (message.modifiedMs !== 0) {
            writeUint64(writer.uint32(24), message.modifiedMs);
        }
        if (message.createdMs !== 0) {
            writeUint64(writer.uint32(32), message.createdMs);
        }
        if (message.mode !== 0) {
            writer.uint32(40).uint32(message.mode);
        }
        if (message.inode !== 0) {
            writeUint64(writer.uint32(48), message.inode);
        }
        if (message.links !== 0) {
            writer.uint32(56).uint32(message.links);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFileStat();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.modifiedMs = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.createdMs = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.mode = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.inode = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.links = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDirectoryEntry() {
    return { name: "", type: 0, size: 0, modifiedMs: 0 };
}
export const DirectoryEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        if (message.type !== 0) {
            writer.uint32(16).int32(message.type);
        }
        if (message.size !== 0) {
            writeUint64(writer.uint32(24), message.size);
        }
        if (message.modifiedMs !== 0) {
            writeUint64(writer.uint32(32), message.modifiedMs);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDirectoryEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.size = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.modifiedMs = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFileMatch() {
    return { path: "", type: 0, score: 0 };
}
export const FileMatch = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.type !== 0) {
            writer.uint32(16).int32(message.type);
        }
        if (message.score !== 0) {
            writer.uint32(25).double(message.score);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFileMatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 25) {
                            break;
                        }
                        message.score = reader.double();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseContentMatch() {
    return { path: "", line: 0, column: 0, text: "" };
}
export const ContentMatch = {
    encode(message, writer = new BinaryWriter()) {
        if (message.path !== "") {
            writer.uint32(10).string(message.path);
        }
        if (message.line !== 0) {
            writer.uint32(16).uint32(message.line);
        }
        if (message.column !== 0) {
            writer.uint32(24).uint32(message.column);
        }
        if (message.text !== "") {
            writer.uint32(34).string(message.text);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseContentMatch();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.line = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.column = reader.uint32();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessInfo() {
    return {
        pid: 0,
        parentPid: 0,
        name: "",
        kind: 0,
        state: 0,
        appId: "",
        priority: 0,
        group: 0,
        hostPid: 0,
        startedMs: 0,
        capabilities: [],
        hostTree: [],
        workingDirectory: "",
        session: 0,
        terminal: undefined,
    };
}
export const ProcessInfo = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.parentPid !== 0) {
            writer.uint32(16).uint32(message.parentPid);
        }
        if (message.name !== "") {
            writer.uint32(26).string(message.name);
        }
        if (message.kind !== 0) {
            writer.uint32(32).int32(message.kind);
        }
        if (message.state !== 0) {
            writer.uint32(40).int32(message.state);
        }
        if (message.appId !== "") {
            writer.uint32(50).string(message.appId);
        }
        if (message.priority !== 0) {
            writer.uint32(56).int32(message.priority);
        }
        if (message.group !== 0) {
            writer.uint32(64).uint32(message.group);
        }
        if (message.hostPid !== 0) {
            writer.uint32(72).uint32(message.hostPid);
        }
        if (message.startedMs !== 0) {
            writeUint64(writer.uint32(80), message.startedMs);
        }
        for (const v of message.capabilities) {
            writer.uint32(90).string(v);
        }
        if (message.hostTree.length !== 0) {
            writer.uint32(98).fork();
            for (const v of message.hostTree) {
                writer.uint32(v);
            }
            writer.join();
        }
        if (message.workingDirectory !== "") {
            writer.uint32(106).string(message.workingDirectory);
        }
        if (message.session !== 0) {
            writer.uint32(112).uint32(message.session);
        }
        if (message.terminal !== undefined) {
            TerminalSize.encode(message.terminal, writer.uint32(122).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessInfo();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.parentPid = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.kind = reader.int32();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.state = reader.int32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.appId = reader.string();
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.group = reader.uint32();
                        continue;
                    }
                    case 9: {
                        if (tag !== 72) {
                            break;
                        }
                        message.hostPid = reader.uint32();
                        continue;
                    }
                    case 10: {
                        if (tag !== 80) {
                            break;
                        }
                        message.startedMs = readUint64(reader);
                        continue;
                    }
                    case 11: {
                        if (tag !== 90) {
                            break;
                        }
                        message.capabilities.push(reader.string());
                        continue;
                    }
                    case 12: {
                        if (tag === 96) {
                            message.hostTree.push(reader.uint32());
                            continue;
                        }
                        if (tag === 98) {
                            const end2 = reader.uint32() + reader.pos;
                            while (reader.pos < end2) {
                                message.hostTree.push(reader.uint32());
                            }
                            continue;
                        }
                        break;
                    }
                    case 13: {
                        if (tag !== 106) {
                            break;
                        }
                        message.workingDirectory = reader.string();
                        continue;
                    }
                    case 14: {
                        if (tag !== 112) {
                            break;
                        }
                        message.session = reader.uint32();
                        continue;
                    }
                    case 15: {
                        if (tag !== 122) {
                            break;
                        }
                        message.terminal = TerminalSize.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseProcessStats() {
    return {
        cpuNs: 0,
        memoryBytes: 0,
        syscalls: 0,
        denied: 0,
        bytesRead: 0,
        bytesWritten: 0,
        descriptors: 0,
        kernelNs: 0,
        kernelBytes: 0,
    };
}
export const ProcessStats = {
    encode(message, writer = new BinaryWriter()) {
        if (message.cpuNs !== 0) {
            writeUint64(writer.uint32(8), message.cpuNs);
        }
        if (message.memoryBytes !== 0) {
            writeUint64(writer.uint32(16), message.memoryBytes);
        }
        if (message.syscalls !== 0) {
            writeUint64(writer.uint32(24), message.syscalls);
        }
        if (message.denied !== 0) {
            writeUint64(writer.uint32(32), message.denied);
        }
        if (message.bytesRead !== 0) {
            writeUint64(writer.uint32(40), message.bytesRead);
        }
        if (message.bytesWritten !== 0) {
            writeUint64(writer.uint32(48), message.bytesWritten);
        }
        if (message.descriptors !== 0) {
            writer.uint32(56).uint32(message.descriptors);
        }
        if (message.kernelNs !== 0) {
            writeUint64(writer.uint32(64), message.kernelNs);
        }
        if (message.kernelBytes !== 0) {
            writeUint64(writer.uint32(72), message.kernelBytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseProcessStats();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.cpuNs = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.memoryBytes = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.syscalls = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.denied = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.bytesRead = readUint64(reader);
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.bytesWritten = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.descriptors = reader.uint32();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.kernelNs = readUint64(reader);
                        continue;
                    }
                    case 9: {
                        if (tag !== 72) {
                            break;
                        }
                        message.kernelBytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBasePollEntry() {
    return { descriptor: 0, readable: false, writable: false, hungUp: false };
}
export const PollEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.descriptor !== 0) {
            writer.uint32(8).uint32(message.descriptor);
        }
        if (message.readable !== false) {
            writer.uint32(16).bool(message.readable);
        }
        if (message.writable !== false) {
            writer.uint32(24).bool(message.writable);
        }
        if (message.hungUp !== false) {
            writer.uint32(32).bool(message.hungUp);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBasePollEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.descriptor = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.readable = reader.bool();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.writable = reader.bool();
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.hungUp = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseWatchEvent() {
    return { change: 0, path: "", type: 0 };
}
export const WatchEvent = {
    encode(message, writer = new BinaryWriter()) {
        if (message.change !== 0) {
            writer.uint32(8).int32(message.change);
        }
        if (message.path !== "") {
            writer.uint32(18).string(message.path);
        }
        if (message.type !== 0) {
            writer.uint32(24).int32(message.type);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseWatchEvent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.change = reader.int32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.path = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.type = reader.int32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSizeClassStats() {
    return { blockBytes: 0, used: 0, free: 0 };
}
export const SizeClassStats = {
    encode(message, writer = new BinaryWriter()) {
        if (message.blockBytes !== 0) {
            writer.uint32(8).uint32(message.blockBytes);
        }
        if (message.used !== 0) {
            writer.uint32(16).uint32(message.used);
        }
        if (message.free !== 0) {
            writer.uint32(24).uint32(message.free);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSizeClassStats();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.blockBytes = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.used = reader.uint32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.free = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSocketAddress() {
    return { host: "", port: 0 };
}
export const SocketAddress = {
    encode(message, writer = new BinaryWriter()) {
        if (message.host !== "") {
            writer.uint32(10).string(message.host);
        }
        if (message.port !== 0) {
            writer.uint32(16).uint32(message.port);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSocketAddress();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.host = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.port = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSchedProcessStats() {
    return {
        pid: 0,
        vruntimeNs: 0,
        cpuNs: 0,
        entitledShare: 0,
        achievedShare: 0,
        priority: 0,
        weight: 0,
        kernelNs: 0,
        mechanism: "",
    };
}
export const SchedProcessStats = {
    encode(message, writer = new BinaryWriter()) {
        if (message.pid !== 0) {
            writer.uint32(8).uint32(message.pid);
        }
        if (message.vruntimeNs !== 0) {
            writeUint64(writer.uint32(16), message.vruntimeNs);
        }
        if (message.cpuNs !== 0) {
            writeUint64(writer.uint32(24), message.cpuNs);
        }
        if (message.entitledShare !== 0) {
            writer.uint32(33).double(message.entitledShare);
        }
        if (message.achievedShare !== 0) {
            writer.uint32(41).double(message.achievedShare);
        }
        if (message.priority !== 0) {
            writer.uint32(48).int32(message.priority);
        }
        if (message.weight !== 0) {
            writer.uint32(56).uint32(message.weight);
        }
        if (message.kernelNs !== 0) {
            writeUint64(writer.uint32(64), message.kernelNs);
        }
        if (message.mechanism !== "") {
            writer.uint32(74).string(message.mechanism);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSchedProcessStats();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.vruntimeNs = readUint64(reader);
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.cpuNs = readUint64(reader);
                        continue;
                    }
                    case 4: {
                        if (tag !== 33) {
                            break;
                        }
                        message.entitledShare = reader.double();
                        continue;
                    }
                    case 5: {
                        if (tag !== 41) {
                            break;
                        }
                        message.achievedShare = reader.double();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.priority = reader.int32();
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.weight = reader.uint32();
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.kernelNs = readUint64(reader);
                        continue;
                    }
                    case 9: {
                        if (tag !== 74) {
                            break;
                        }
                        message.mechanism = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseSystemInfo() {
    return {
        version: "",
        nodeId: "",
        bootId: "",
        platform: "",
        cpus: 0,
        memoryBytes: 0,
        uptimeMs: 0,
        processes: 0,
        host: [],
    };
}
export const SystemInfo = {
    encode(message, writer = new BinaryWriter()) {
        if (message.version !== "") {
            writer.uint32(10).string(message.version);
        }
        if (message.nodeId !== "") {
            writer.uint32(18).string(message.nodeId);
        }
        if (message.bootId !== "") {
            writer.uint32(26).string(message.bootId);
        }
        if (message.platform !== "") {
            writer.uint32(34).string(message.platform);
        }
        if (message.cpus !== 0) {
            writer.uint32(40).uint32(message.cpus);
        }
        if (message.memoryBytes !== 0) {
            writeUint64(writer.uint32(48), message.memoryBytes);
        }
        if (message.uptimeMs !== 0) {
            writeUint64(writer.uint32(56), message.uptimeMs);
        }
        if (message.processes !== 0) {
            writer.uint32(64).uint32(message.processes);
        }
        for (const v of message.host) {
            HostCapability.encode(v, writer.uint32(74).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseSystemInfo();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.version = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.nodeId = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.bootId = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.platform = reader.string();
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.cpus = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 48) {
                            break;
                        }
                        message.memoryBytes = readUint64(reader);
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.uptimeMs = readUint64(reader);
                        continue;
                    }
                    case 8: {
                        if (tag !== 64) {
                            break;
                        }
                        message.processes = reader.uint32();
                        continue;
                    }
                    case 9: {
                        if (tag !== 74) {
                            break;
                        }
                        message.host.push(HostCapability.decode(reader, reader.uint32()));
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseHostCapability() {
    return { name: "", enforcement: 0, mechanism: "", reason: "" };
}
export const HostCapability = {
    encode(message, writer = new BinaryWriter()) {
        if (message.name !== "") {
            writer.uint32(10).string(message.name);
        }
        if (message.enforcement !== 0) {
            writer.uint32(16).int32(message.enforcement);
        }
        if (message.mechanism !== "") {
            writer.uint32(26).string(message.mechanism);
        }
        if (message.reason !== "") {
            writer.uint32(34).string(message.reason);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseHostCapability();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.name = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.enforcement = reader.int32();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.mechanism = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.reason = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardEntry() {
    return { entry: 0, format: "", data: Buffer.alloc(0), copiedMs: 0, pid: 0, formats: [], bytes: 0 };
}
export const ClipboardEntry = {
    encode(message, writer = new BinaryWriter()) {
        if (message.entry !== 0) {
            writeUint64(writer.uint32(8), message.entry);
        }
        if (message.format !== "") {
            writer.uint32(18).string(message.format);
        }
        if (message.data.length !== 0) {
            writer.uint32(26).bytes(message.data);
        }
        if (message.copiedMs !== 0) {
            writeUint64(writer.uint32(32), message.copiedMs);
        }
        if (message.pid !== 0) {
            writer.uint32(40).uint32(message.pid);
        }
        for (const v of message.formats) {
            writer.uint32(50).string(v);
        }
        if (message.bytes !== 0) {
            writeUint64(writer.uint32(56), message.bytes);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardEntry();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.entry = readUint64(reader);
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.format = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 4: {
                        if (tag !== 32) {
                            break;
                        }
                        message.copiedMs = readUint64(reader);
                        continue;
                    }
                    case 5: {
                        if (tag !== 40) {
                            break;
                        }
                        message.pid = reader.uint32();
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.formats.push(reader.string());
                        continue;
                    }
                    case 7: {
                        if (tag !== 56) {
                            break;
                        }
                        message.bytes = readUint64(reader);
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseClipboardFormat() {
    return { format: "", data: Buffer.alloc(0) };
}
export const ClipboardFormat = {
    encode(message, writer = new BinaryWriter()) {
        if (message.format !== "") {
            writer.uint32(10).string(message.format);
        }
        if (message.data.length !== 0) {
            writer.uint32(18).bytes(message.data);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseClipboardFormat();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.format = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.data = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKeyValue() {
    return { key: "", value: Buffer.alloc(0) };
}
export const KeyValue = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value.length !== 0) {
            writer.uint32(18).bytes(message.value);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKeyValue();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = Buffer.from(reader.bytes());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseKvOperation() {
    return { key: "", value: Buffer.alloc(0), delete: false };
}
export const KvOperation = {
    encode(message, writer = new BinaryWriter()) {
        if (message.key !== "") {
            writer.uint32(10).string(message.key);
        }
        if (message.value.length !== 0) {
            writer.uint32(18).bytes(message.value);
        }
        if (message.delete !== false) {
            writer.uint32(24).bool(message.delete);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseKvOperation();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.key = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.value = Buffer.from(reader.bytes());
                        continue;
                    }
                    case 3: {
                        if (tag !== 24) {
                            break;
                        }
                        message.delete = reader.bool();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
export const KernelServiceService = {
    executeSyscall: {
        path: "/agentos.kernel.v1.KernelService/ExecuteSyscall",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(ExecuteSyscallRequest.encode(value).finish()),
        requestDeserialize: (value) => ExecuteSyscallRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ExecuteSyscallResponse.encode(value).finish()),
        responseDeserialize: (value) => ExecuteSyscallResponse.decode(value),
    },
    executeSyscallBatch: {
        path: "/agentos.kernel.v1.KernelService/ExecuteSyscallBatch",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(ExecuteSyscallBatchRequest.encode(value).finish()),
        requestDeserialize: (value) => ExecuteSyscallBatchRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ExecuteSyscallBatchResponse.encode(value).finish()),
        responseDeserialize: (value) => ExecuteSyscallBatchResponse.decode(value),
    },
    executeSyscallAsync: {
        path: "/agentos.kernel.v1.KernelService/ExecuteSyscallAsync",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(ExecuteSyscallAsyncRequest.encode(value).finish()),
        requestDeserialize: (value) => ExecuteSyscallAsyncRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ExecuteSyscallAsyncResponse.encode(value).finish()),
        responseDeserialize: (value) => ExecuteSyscallAsyncResponse.decode(value),
    },
    getAsyncStatus: {
        path: "/agentos.kernel.v1.KernelService/GetAsyncStatus",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(GetAsyncStatusRequest.encode(value).finish()),
        requestDeserialize: (value) => GetAsyncStatusRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GetAsyncStatusResponse.encode(value).finish()),
        responseDeserialize: (value) => GetAsyncStatusResponse.decode(value),
    },
    cancelAsync: {
        path: "/agentos.kernel.v1.KernelService/CancelAsync",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(CancelAsyncRequest.encode(value).finish()),
        requestDeserialize: (value) => CancelAsyncRequest.decode(value),
        responseSerialize: (value) => Buffer.from(CancelAsyncResponse.encode(value).finish()),
        responseDeserialize: (value) => CancelAsyncResponse.decode(value),
    },
    streamSyscall: {
        path: "/agentos.kernel.v1.KernelService/StreamSyscall",
        requestStream: true,
        responseStream: true,
        requestSerialize: (value) => Buffer.from(StreamSyscallRequest.encode(value).finish()),
        requestDeserialize: (value) => StreamSyscallRequest.decode(value),
        responseSerialize: (value) => Buffer.from(StreamSyscallChunk.encode(value).finish()),
        responseDeserialize: (value) => StreamSyscallChunk.decode(value),
    },
    ring: {
        path: "/agentos.kernel.v1.KernelService/Ring",
        requestStream: true,
        responseStream: true,
        requestSerialize: (value) => Buffer.from(RingRequest.encode(value).finish()),
        requestDeserialize: (value) => RingRequest.decode(value),
        responseSerialize: (value) => Buffer.from(RingResponse.encode(value).finish()),
        responseDeserialize: (value) => RingResponse.decode(value),
    },
    createProcess: {
        path: "/agentos.kernel.v1.KernelService/CreateProcess",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(CreateProcessRequest.encode(value).finish()),
        requestDeserialize: (value) => CreateProcessRequest.decode(value),
        responseSerialize: (value) => Buffer.from(CreateProcessResponse.encode(value).finish()),
        responseDeserialize: (value) => CreateProcessResponse.decode(value),
    },
    terminateProcess: {
        path: "/agentos.kernel.v1.KernelService/TerminateProcess",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(TerminateProcessRequest.encode(value).finish()),
        requestDeserialize: (value) => TerminateProcessRequest.decode(value),
        responseSerialize: (value) => Buffer.from(TerminateProcessResponse.encode(value).finish()),
        responseDeserialize: (value) => TerminateProcessResponse.decode(value),
    },
    updateSandbox: {
        path: "/agentos.kernel.v1.KernelService/UpdateSandbox",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(UpdateSandboxRequest.encode(value).finish()),
        requestDeserialize: (value) => UpdateSandboxRequest.decode(value),
        responseSerialize: (value) => Buffer.from(UpdateSandboxResponse.encode(value).finish()),
        responseDeserialize: (value) => UpdateSandboxResponse.decode(value),
    },
    scheduleNext: {
        path: "/agentos.kernel.v1.KernelService/ScheduleNext",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(ScheduleNextRequest.encode(value).finish()),
        requestDeserialize: (value) => ScheduleNextRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ScheduleNextResponse.encode(value).finish()),
        responseDeserialize: (value) => ScheduleNextResponse.decode(value),
    },
    getSchedulerStats: {
        path: "/agentos.kernel.v1.KernelService/GetSchedulerStats",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(GetSchedulerStatsRequest.encode(value).finish()),
        requestDeserialize: (value) => GetSchedulerStatsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GetSchedulerStatsResponse.encode(value).finish()),
        responseDeserialize: (value) => GetSchedulerStatsResponse.decode(value),
    },
    setSchedulingPolicy: {
        path: "/agentos.kernel.v1.KernelService/SetSchedulingPolicy",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(SetSchedulingPolicyRequest.encode(value).finish()),
        requestDeserialize: (value) => SetSchedulingPolicyRequest.decode(value),
        responseSerialize: (value) => Buffer.from(SetSchedulingPolicyResponse.encode(value).finish()),
        responseDeserialize: (value) => SetSchedulingPolicyResponse.decode(value),
    },
    controlScheduler: {
        path: "/agentos.kernel.v1.KernelService/ControlScheduler",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(ControlSchedulerRequest.encode(value).finish()),
        requestDeserialize: (value) => ControlSchedulerRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ControlSchedulerResponse.encode(value).finish()),
        responseDeserialize: (value) => ControlSchedulerResponse.decode(value),
    },
    streamEvents: {
        path: "/agentos.kernel.v1.KernelService/StreamEvents",
        requestStream: false,
        responseStream: true,
        requestSerialize: (value) => Buffer.from(StreamEventsRequest.encode(value).finish()),
        requestDeserialize: (value) => StreamEventsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(EventBatch.encode(value).finish()),
        responseDeserialize: (value) => EventBatch.decode(value),
    },
    queryEvents: {
        path: "/agentos.kernel.v1.KernelService/QueryEvents",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(QueryEventsRequest.encode(value).finish()),
        requestDeserialize: (value) => QueryEventsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(QueryEventsResponse.encode(value).finish()),
        responseDeserialize: (value) => QueryEventsResponse.decode(value),
    },
    emitEvents: {
        path: "/agentos.kernel.v1.KernelService/EmitEvents",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(EmitEventsRequest.encode(value).finish()),
        requestDeserialize: (value) => EmitEventsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(EmitEventsResponse.encode(value).finish()),
        responseDeserialize: (value) => EmitEventsResponse.decode(value),
    },
    getMetrics: {
        path: "/agentos.kernel.v1.KernelService/GetMetrics",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(GetMetricsRequest.encode(value).finish()),
        requestDeserialize: (value) => GetMetricsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GetMetricsResponse.encode(value).finish()),
        responseDeserialize: (value) => GetMetricsResponse.decode(value),
    },
};
export const KernelServiceClient = makeGenericClientConstructor(KernelServiceService, "agentos.kernel.v1.KernelService");
function longToNumber(int64) {
    const num = globalThis.Number(int64.toString());
    if (num > globalThis.Number.MAX_SAFE_INTEGER) {
        throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
    }
    if (num < globalThis.Number.MIN_SAFE_INTEGER) {
        throw new globalThis.Error("Value is smaller than Number.MIN_SAFE_INTEGER");
    }
    return num;
}
function readUint64(reader) {
    reader.varint64();
    const high = reader.varint64Hi >>> 0;
    if (high <= 0x1fffff)
        return high * 4294967296 + (reader.varint64Lo >>> 0);
    throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
}
function writeUint64(writer, value) {
    if (globalThis.Number.isSafeInteger(value) && value >= 0)
        return writer.writeVarint64(value | 0, (value / 4294967296) | 0);
    return writer.uint64(value);
}
